/** The province's cities and their counties, so that a sentence needs no database (a test compares them with it). */
// prettier-ignore
const cities: readonly (readonly [code: string, name: string, counties: string])[] = [
  ["520100", "贵阳市", "02南明区 03云岩区 11花溪区 12乌当区 13白云区 15观山湖区 21开阳县 22息烽县 23修文县 81清镇市"],
  ["520200", "六盘水市", "01钟山区 03六枝特区 04水城区 81盘州市"],
  ["520300", "遵义市", "02红花岗区 03汇川区 04播州区 22桐梓县 23绥阳县 24正安县 25道真仡佬族苗族自治县 26务川仡佬族苗族自治县 27凤冈县 28湄潭县 29余庆县 30习水县 81赤水市 82仁怀市"],
  ["520400", "安顺市", "02西秀区 03平坝区 22普定县 23镇宁布依族苗族自治县 24关岭布依族苗族自治县 25紫云苗族布依族自治县"],
  ["520500", "毕节市", "02七星关区 21大方县 23金沙县 24织金县 25纳雍县 26威宁彝族回族苗族自治县 27赫章县 81黔西市"],
  ["520600", "铜仁市", "02碧江区 03万山区 21江口县 22玉屏侗族自治县 23石阡县 24思南县 25印江土家族苗族自治县 26德江县 27沿河土家族自治县 28松桃苗族自治县"],
  ["522300", "黔西南布依族苗族自治州", "01兴义市 02兴仁市 23普安县 24晴隆县 25贞丰县 26望谟县 27册亨县 28安龙县"],
  ["522600", "黔东南苗族侗族自治州", "01凯里市 22黄平县 23施秉县 24三穗县 25镇远县 26岑巩县 27天柱县 28锦屏县 29剑河县 30台江县 31黎平县 32榕江县 33从江县 34雷山县 35麻江县 36丹寨县"],
  ["522700", "黔南布依族苗族自治州", "01都匀市 02福泉市 22荔波县 23贵定县 25瓮安县 26独山县 27平塘县 28罗甸县 29长顺县 30龙里县 31惠水县 32三都水族自治县"],
];

const names = new Map<string, string>([["520000", "贵州省"]]);
for (const [code, city, counties] of cities) {
  names.set(code, city);
  for (const county of counties.split(" ")) {
    names.set(code.slice(0, 4) + county.slice(0, 2), city + county.slice(2));
  }
}

/** 520102 → 贵阳市南明区. Outside the province the code stands for itself. */
export const regionName = (code: string): string =>
  names.get(code.padEnd(6, "0")) ?? `行政区划 ${code}`;

/** Whether the code is the province, or one of its cities or counties. */
export const isRegion = (code: string): boolean => names.has(code);

/** The province's cities with their counties, in the order of their codes. */
export const regionTree = cities.map(([code, name]) => ({
  code,
  name,
  counties: [...names]
    .filter(([other]) => other !== code && other.startsWith(code.slice(0, 4)))
    .map(([county, whole]) => ({ code: county, name: whole.slice(name.length) })),
}));
