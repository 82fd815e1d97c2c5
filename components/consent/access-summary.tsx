import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";

type Props = Readonly<{
  summary: Readonly<{
    days: number;
    granted: number;
    denied: number;
    held: number;
    due: number;
    deleted: number;
  }>;
}>;

export function AccessSummary({ summary }: Props) {
  const { days, granted, denied, held, due, deleted } = summary;
  return (
    <StatGrid>
      <StatTile label={`近 ${days} 天机构查询`} value={granted} unit="次" hint="依授权放行" />
      <StatTile
        label={`近 ${days} 天被拒绝`}
        value={denied}
        unit="次"
        hint="没有给出任何数据"
        href="/enterprise/access-log?verdict=denied"
      />
      <StatTile label="机构仍保存的查询结果" value={held + due} unit="份" hint={`其中应删除 ${due} 份`} />
      <StatTile label="机构已确认删除" value={deleted} unit="份" hint="均有删除回执" />
    </StatGrid>
  );
}
