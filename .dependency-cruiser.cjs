// The floors of the house, lowest first. A room may import lower floors, never a higher one.
const floors = [
  ["kernel"],
  ["access"],
  ["audit", "paper"],
  ["operation"],
  ["notify", "approval"],
  ["registry", "identity", "intake"],
  ["consent", "quality"],
  ["credit"],
  ["onboarding", "scoring", "evaluation", "products"],
  ["matching", "modelling"],
  ["lending", "bench"],
  ["evidence"],
  ["statistics", "jobs"],
  ["web"],
];
const test = "\\.test\\.ts$|/factory\\.ts$|/testing/";
// Words and catalogues without behaviour, which any floor may know.
const words =
  "^lib/[^/]+/model\\.ts$|^lib/intake/catalogue\\.ts$|^lib/credit/indicators\\.ts$|^lib/consent/purposes\\.ts$|^lib/registry/departments\\.ts$";

const uphill = floors.flatMap((rooms, level) => {
  const above = floors.slice(level).flat();
  return rooms.map((room) => ({
    name: `no-import-upwards-from-${room}`,
    severity: "error",
    from: { path: `^lib/${room}/`, pathNot: test },
    to: {
      path: `^lib/(${above.filter((other) => other !== room).join("|")})/`,
      pathNot: words,
    },
  }));
});

module.exports = {
  forbidden: [
    ...uphill.filter((rule) => !rule.to.path.includes("()")),
    {
      name: "rooms-are-entered-by-the-door",
      severity: "error",
      from: { path: "^lib/([^/]+)/", pathNot: test },
      to: {
        path: "^lib/([^/]+)/",
        pathNot: ["^lib/$1/", "^lib/(kernel|access|web)/", "/index\\.ts$", words],
      },
    },
    {
      name: "app-enters-by-the-door",
      severity: "error",
      from: { path: "^(app|components)/" },
      to: { path: "^lib/", pathNot: ["^lib/(kernel|access|web)/", "/index\\.ts$", words] },
    },
    {
      name: "lib-knows-no-app",
      severity: "error",
      from: { path: "^(lib|db)/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "components-read-no-data",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(db/|lib/web/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "app-has-no-sql",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^db/|node_modules/(drizzle-orm|postgres)/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: "^(app|components|lib|db)/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
