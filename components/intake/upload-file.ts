/** Looks at a chosen file before a byte of it is sent; null: nothing speaks against it. */
export function fileProblem(
  file: Readonly<{ name: string; size: number }>,
  maximum: number,
): string | null {
  if (file.size === 0) return "文件是空的，请重新选择。";
  if (file.size > maximum) {
    return `文件为 ${sizeText(file.size)}，超过上限 ${sizeText(maximum)}。请用 gzip 压缩（.gz）或拆分后上传。`;
  }
  const name = file.name.toLowerCase();
  if (name.endsWith(".xls")) return "旧版 Excel（.xls）无法读取，请另存为 .xlsx 后上传。";
  return accepted.some((ending) => name.endsWith(ending) || name.endsWith(`${ending}.gz`))
    ? null
    : "支持 CSV、XLSX、JSON Lines（.csv、.txt、.xlsx、.jsonl、.ndjson，可用 .gz 压缩）。";
}

export const accepted = [".csv", ".txt", ".xlsx", ".jsonl", ".ndjson"] as const;

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${Number(size.toFixed(1))} ${unit}`;
}

/** The receipt of lib/intake/submissions.ts, as it comes over the wire. */
export type UploadReceipt =
  | Readonly<{ state: "queued" | "waiting"; submissionId: string }>
  | Readonly<{ state: "landed"; batchId: number; landedAt: string | null }>;

type Sending = Readonly<{
  /** Where to, with what is said besides the file. */
  address: string;
  file: File;
  onProgress: (share: number) => void;
}>;

/**
 * Sends a file as the body and tells how far it is, which `fetch` cannot. Answers with the receipt that
 * the address gives; rejects with words for the person.
 */
export function sendFile<Receipt>({ address, file, onProgress }: Sending): Promise<Receipt> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () =>
      reject(new Error("网络中断，文件可能没有送达。请再次上传：相同内容不会重复保存。"));
    request.onload = () => {
      if (request.status === 200) return resolve(request.response as Receipt); // Written by the route at the address.
      const answered = request.response as { message?: string } | null; // Likewise.
      reject(new Error(answered?.message ?? "上传未成功，请稍后再试。"));
    };
    request.send(file);
  });
}
