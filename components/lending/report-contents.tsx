const chapters = [
  ["score", "评分"],
  ["limit", "额度"],
  ["eligibility", "准入"],
  ["parts", "得分构成"],
  ["evaluation", "公共信用评价"],
  ["trade", "购销"],
  ["tax", "纳税"],
  ["activity", "经营活动"],
  ["obligations", "缴纳与负债"],
  ["standing", "处罚与名单"],
  ["indicators", "关键指标"],
  ["coverage", "数据来源"],
] as const;

/** Plain anchors: the router must not ask the server again, since each answer uses up a query. */
export function ReportContents() {
  return (
    <nav
      aria-label="本页内容"
      className="bg-background/95 sticky top-14 z-20 -mx-4 -my-2 border-b px-4 backdrop-blur-sm sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8 print:hidden"
    >
      <ul className="flex gap-x-5 overflow-x-auto [scrollbar-width:none]">
        {chapters.map(([id, label]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="hover:text-primary inline-block py-2.5 text-sm whitespace-nowrap text-slate-600 focus-visible:-outline-offset-2"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
