export { drawTable, type PaperColumn } from "./table.ts";
export { ink, openSheet, page, rule, size, write, type Doc } from "./sheet.ts";
