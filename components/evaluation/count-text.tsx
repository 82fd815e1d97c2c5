/** A count of enterprises; what is hidden is said to be hidden, which is not unknown and not zero. */
export const countText = (enterprises: number | null) =>
  enterprises === null ? (
    <span className="text-slate-500" title="不足 10 户，或为避免推算出不足 10 户的数而不显示">
      不显示
    </span>
  ) : (
    enterprises.toLocaleString("zh-CN")
  );
