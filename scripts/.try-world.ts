import { buildWorld } from "../db/world/build.ts";
import { worldDefaults } from "../db/world/model.ts";
import { rowsOf } from "../db/world/records/index.ts";
import { itemIds } from "../lib/intake/catalogue.ts";
import fs from "node:fs";
const counties = fs.readFileSync("/work/shared/data/regions/areas.csv","utf8").split("\n").filter(l=>l.startsWith("52")).map(l=>l.slice(0,6));
const t=Date.now();
const w = buildWorld({...worldDefaults, today:"2026-11-21", now:new Date("2026-11-21T20:00:00+08:00")}, counties);
console.log("build", Date.now()-t);
const c=(xs:any[])=>Object.fromEntries(Object.entries(Object.groupBy(xs,x=>String(x))).map(([k,v])=>[k,v!.length]));
console.log(c(w.enterprises.map(e=>e.sizeClass)), c(w.enterprises.map(e=>e.status)), "accounts", w.accounts.length);
console.log("grades", c(w.enterprises.map(e=>e.grades.get(2026))));
console.log("apps", w.applications.length, c(w.applications.map(a=>a.events.at(-1)!.state)));
const settled=w.applications.flatMap(a=>{const e=a.events.at(-1)!;const p=e.payload;return p.kind==="settle"?[{a,overdue:p.overdue}]:[]});
console.log("overdue share", settled.filter(s=>s.overdue).length/settled.length, settled.length);
const months=w.plan.months;
function auc(xs:{h:number,bad:boolean}[]){let s=0,n=0;const b=xs.filter(x=>x.bad),g=xs.filter(x=>!x.bad);for(const x of b)for(const y of g){n++;s+=x.h<y.h?1:x.h===y.h?.5:0}return s/n}
import { monthIndex, monthsOfWorld } from "../db/world/time.ts";
const ms=monthsOfWorld(w.plan.today,months);
console.log("AUC", auc(settled.map(({a,overdue})=>{const e=w.enterprises[a.demand.enterprise]!;const m=Math.max(0,monthIndex(ms,a.events[0].at.toISOString().slice(0,10)));return {h:e.series.health[Math.min(Math.max(m,e.series.first),e.series.last)]!,bad:overdue}})));
console.log("first", c(w.applications.flatMap(a=>a.events.flatMap(e=>e.payload.kind==="disburse"?[e.payload.firstLoan]:[]))));
console.log("codes", c(w.applications.flatMap(a=>a.events.flatMap(e=>e.payload.kind==="reject"?[...e.payload.codes]:[]))));
let total=0;
for(const id of itemIds){const t=Date.now();let n=0;let first:any;for(const r of rowsOf(w,id)){n++;first??=r}total+=n;console.log(id,n,Date.now()-t,"ms",JSON.stringify(first))}
console.log(total);
console.log(w.products.slice(0,3).map(p=>[p.name,p.requiredItems,p.rules.map(r=>r.name)]));
console.log(w.enterprises.slice(0,8).map(e=>[e.uscc,e.name,e.legalRepresentative,e.sizeClass,e.establishedOn,e.registeredCapitalFen/1e6]));
console.log(w.applications.slice(0,2).map(a=>JSON.stringify(a.events)));
