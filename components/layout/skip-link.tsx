export const mainId = "main";

export function SkipLink() {
  return (
    <a
      href={`#${mainId}`}
      className="bg-primary sr-only rounded-md text-white focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:px-4 focus-visible:py-2 focus-visible:z-[60]"
    >
      跳到正文
    </a>
  );
}
