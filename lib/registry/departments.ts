/** A source department: it owns items of the catalogue and answers for their records. */
export type Department = Readonly<{ id: string; name: string }>;

/** The departments that the catalogue's items belong to (domain.md §3.2). All of the province. */
export const departmentList = [
  { id: "market_supervision", name: "市场监督管理局" },
  { id: "court", name: "高级人民法院" },
  { id: "tax", name: "税务局" },
  { id: "human_resources", name: "人力资源社会保障局" },
  { id: "medical_insurance", name: "医疗保障局" },
  { id: "housing_fund_centre", name: "住房公积金管理中心" },
  { id: "power_grid", name: "电网公司" },
  { id: "water_company", name: "供水公司" },
  { id: "gas_company", name: "燃气公司" },
  { id: "administrative_approval", name: "行政审批与执法部门" },
  { id: "development_reform", name: "发展和改革委员会" },
  { id: "public_resources", name: "公共资源交易中心" },
  { id: "natural_resources", name: "自然资源厅" },
  { id: "customs", name: "海关" },
  { id: "ecology", name: "生态环境厅" },
  { id: "intellectual_property", name: "知识产权局" },
  { id: "science", name: "科学技术厅" },
  { id: "transport", name: "交通运输厅" },
  { id: "agriculture", name: "农业农村厅" },
  { id: "platform", name: "平台与金融机构" },
] as const satisfies readonly Department[];

export type DepartmentId = (typeof departmentList)[number]["id"];
const names: ReadonlyMap<string, string> = new Map(
  departmentList.map(({ id, name }) => [id, name]),
);
export const departmentName = (id: string): string => names.get(id) ?? id;
