"use client";

import { usePathname } from "next/navigation";

/** Who may enter each portal, in the words of the access matrix. */
const owners: readonly (readonly [path: string, portal: string, who: string])[] = [
  ["/enterprise", "企业服务", "企业账号"],
  ["/institution", "机构服务", "金融机构的信贷员账号"],
  ["/regulator", "监管服务", "监管人员账号"],
  ["/operator", "平台运营", "平台运营账号"],
  ["/department", "数源部门", "数源部门账号"],
];

/** A refused page does not know its own address on the server; the browser does. */
export function PortalOwnerNote() {
  const path = usePathname();
  const owner = owners.find(([start]) => path === start || path.startsWith(`${start}/`));
  if (!owner) return <p>此页仅限有相应权限的账号查看。</p>;
  const [, portal, who] = owner;
  return (
    <p>
      “{portal}”仅限{who}查看和办理。
    </p>
  );
}
