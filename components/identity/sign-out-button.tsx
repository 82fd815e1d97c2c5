"use client";

import { LogOut } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { enterAnew, keepSession, signOutHere } from "./auth-requests.ts";

const signsOfUse = ["pointerdown", "keydown", "scroll"] as const;

/** Stands on every page of a signed-in person, so it is also what keeps the session of who uses them. */
export function SignOutButton() {
  const [pending, setPending] = useState(false);

  useEffect(() => {
    keepSession();
    const options = { capture: true, passive: true };
    for (const sign of signsOfUse) document.addEventListener(sign, keepSession, options);
    return () => {
      for (const sign of signsOfUse) document.removeEventListener(sign, keepSession, options);
    };
  }, []);

  async function leave() {
    setPending(true);
    try {
      await signOutHere();
      enterAnew("/");
    } catch {
      toast.error("网络或服务暂时不可用，尚未退出登录，请稍后再试。");
      setPending(false);
    }
  }

  return (
    <Button variant="ghost" size="sm" pending={pending} onClick={() => void leave()}>
      {pending ? null : <LogOut aria-hidden />}
      退出登录
    </Button>
  );
}
