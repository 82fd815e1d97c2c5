"use client";

import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { Button } from "#components/ui/button.tsx";

export function SignOutButton() {
  return (
    <Button variant="ghost" size="sm" onClick={() => void signOut({ callbackUrl: "/" })}>
      <LogOut aria-hidden />
      退出登录
    </Button>
  );
}
