/** Staff and yearly sales in 万元 that a size class starts at (工信部联企业〔2011〕300号, domain.md §9.3). */
export type SizeFloor = Readonly<{ staff: number; sales: number }>;

export type IndustryProfile = Readonly<{
  /** GB/T 4754 division with its section letter. */
  code: string;
  weight: number;
  /** What its enterprises are called after. */
  nouns: readonly string[];
  /** Yearly sales a head, 万元. */
  salesPerHead: number;
  vatRate: number;
  /** VAT payable as a share of sales. */
  vatBurden: number;
  margin: number;
  /** How far the best month stands above the mean, and which month it is (1 to 12). */
  season: Readonly<{ swing: number; peak: number }>;
  customers: number;
  /** Cost as a share of sales; zero where the industry hardly uses it. */
  electricity: number;
  water: number;
  gas: number;
  small: SizeFloor;
  medium: SizeFloor;
}>;

type Floors = Pick<IndustryProfile, "small" | "medium">;
const floors = (small: [number, number], medium: [number, number]): Floors => ({
  small: { staff: small[0], sales: small[1] },
  medium: { staff: medium[0], sales: medium[1] },
});
// Agriculture is classed by sales alone.
const farming = floors([1, 50], [1, 500]);
const manufacturing = floors([20, 300], [300, 2000]);
const building = floors([8, 300], [60, 6000]);
const wholesale = floors([5, 1000], [20, 5000]);
const retail = floors([10, 100], [50, 500]);
const transport = floors([20, 200], [300, 3000]);
const storage = floors([20, 100], [100, 1000]);
const hospitality = floors([10, 100], [100, 2000]);
const software = floors([10, 50], [100, 1000]);
const services = floors([10, 80], [100, 800]);

type Figures = Readonly<{
  weight: number;
  perHead: number;
  vat: [rate: number, burden: number];
  margin: number;
  season: [swing: number, peak: number];
  customers: number;
  utilities: [electricity: number, water: number, gas: number];
}>;

const industry = (
  code: string,
  nouns: readonly string[],
  size: Floors,
  figures: Figures,
): IndustryProfile => ({
  code,
  nouns,
  weight: figures.weight,
  salesPerHead: figures.perHead,
  vatRate: figures.vat[0],
  vatBurden: figures.vat[1],
  margin: figures.margin,
  season: { swing: figures.season[0], peak: figures.season[1] },
  customers: figures.customers,
  electricity: figures.utilities[0],
  water: figures.utilities[1],
  gas: figures.utilities[2],
  ...size,
});

/** One line an industry: weight, sales a head, VAT, margin, season, customers, utilities. */
const line = (
  weight: number,
  perHead: number,
  vat: [number, number],
  margin: number,
  season: [number, number],
  customers: number,
  utilities: [number, number, number],
): Figures => ({ weight, perHead, vat, margin, season, customers, utilities });

/** Plausible figures of a mountain province's small firms; none is taken from a statistic. */
// prettier-ignore
export const industries: readonly IndustryProfile[] = [
  industry("A01", ["茶业", "种植", "果蔬", "中药材种植"], farming, line(7, 18, [0.09, 0.012], 0.09, [0.45, 10], 8, [0.012, 0.006, 0])),
  industry("A03", ["牧业", "养殖", "生态牧业"], farming, line(4, 28, [0.09, 0.01], 0.07, [0.2, 12], 7, [0.015, 0.007, 0])),
  industry("C13", ["粮油", "农产品加工", "肉制品"], manufacturing, line(5, 62, [0.13, 0.018], 0.06, [0.3, 12], 10, [0.028, 0.004, 0.008])),
  industry("C14", ["食品", "调味品", "糕点食品"], manufacturing, line(6, 52, [0.13, 0.026], 0.08, [0.25, 1], 12, [0.025, 0.004, 0.009])),
  industry("C15", ["酒业", "饮品", "茶饮"], manufacturing, line(5, 58, [0.13, 0.045], 0.14, [0.5, 12], 11, [0.022, 0.006, 0.012])),
  industry("C20", ["木业", "竹制品"], manufacturing, line(2, 38, [0.13, 0.022], 0.06, [0.15, 5], 7, [0.035, 0.001, 0])),
  industry("C23", ["印务", "包装印刷"], manufacturing, line(2, 42, [0.13, 0.03], 0.07, [0.2, 11], 11, [0.03, 0.001, 0])),
  industry("C26", ["化工", "新材料"], manufacturing, line(3, 85, [0.13, 0.029], 0.08, [0.1, 4], 8, [0.075, 0.006, 0.015])),
  industry("C27", ["药业", "苗药", "生物制药"], manufacturing, line(3, 70, [0.13, 0.05], 0.13, [0.15, 12], 10, [0.03, 0.004, 0.008])),
  industry("C29", ["塑业", "橡塑制品"], manufacturing, line(3, 50, [0.13, 0.024], 0.06, [0.1, 9], 9, [0.055, 0.002, 0])),
  industry("C30", ["建材", "陶瓷", "石材"], manufacturing, line(6, 60, [0.13, 0.032], 0.07, [0.35, 9], 8, [0.065, 0.003, 0.02])),
  industry("C33", ["金属制品", "钢构", "五金"], manufacturing, line(5, 58, [0.13, 0.024], 0.06, [0.15, 10], 9, [0.045, 0.002, 0.004])),
  industry("C34", ["机械制造", "装备", "机电设备"], manufacturing, line(4, 60, [0.13, 0.03], 0.08, [0.15, 12], 8, [0.03, 0.002, 0])),
  industry("C38", ["电气", "电线电缆"], manufacturing, line(2, 78, [0.13, 0.025], 0.07, [0.15, 11], 8, [0.026, 0.001, 0])),
  industry("C39", ["电子科技", "光电"], manufacturing, line(3, 72, [0.13, 0.022], 0.08, [0.15, 11], 7, [0.028, 0.002, 0])),
  industry("E47", ["建筑工程", "建设工程"], building, line(6, 65, [0.09, 0.026], 0.05, [0.4, 12], 5, [0.006, 0.001, 0])),
  industry("E50", ["装饰工程", "建筑装饰"], building, line(4, 40, [0.09, 0.026], 0.07, [0.3, 11], 7, [0.003, 0.001, 0])),
  industry("F51", ["商贸", "供应链", "贸易", "物资"], wholesale, line(12, 190, [0.13, 0.012], 0.03, [0.2, 12], 16, [0.003, 0.0004, 0])),
  industry("F52", ["百货", "便利连锁", "汽车销售"], retail, line(8, 55, [0.13, 0.014], 0.04, [0.3, 1], 14, [0.012, 0.001, 0])),
  industry("G54", ["物流", "运输", "货运"], transport, line(5, 36, [0.09, 0.02], 0.05, [0.2, 11], 10, [0.006, 0.001, 0])),
  industry("G59", ["仓储", "冷链仓储"], storage, line(2, 34, [0.06, 0.025], 0.08, [0.15, 11], 9, [0.05, 0.001, 0])),
  industry("H61", ["酒店", "民宿"], hospitality, line(3, 17, [0.06, 0.03], 0.08, [0.45, 8], 9, [0.045, 0.012, 0.02])),
  industry("H62", ["餐饮", "酸汤餐饮"], hospitality, line(5, 19, [0.06, 0.022], 0.08, [0.25, 2], 10, [0.03, 0.01, 0.035])),
  industry("I65", ["软件", "数据科技", "信息技术"], software, line(5, 38, [0.06, 0.034], 0.12, [0.45, 12], 8, [0.006, 0.0005, 0])),
  industry("L72", ["企业服务", "人力资源", "文化传媒"], services, line(5, 26, [0.06, 0.028], 0.09, [0.25, 12], 12, [0.004, 0.0006, 0])),
  industry("M74", ["工程咨询", "检测技术", "设计"], services, line(4, 30, [0.06, 0.035], 0.12, [0.3, 12], 9, [0.005, 0.0005, 0])),
  industry("N77", ["环保科技", "生态治理"], services, line(2, 36, [0.06, 0.03], 0.09, [0.25, 11], 6, [0.012, 0.002, 0])),
  industry("O81", ["汽车维修", "设备维护"], services, line(3, 20, [0.06, 0.022], 0.08, [0.1, 1], 11, [0.008, 0.002, 0])),
];
