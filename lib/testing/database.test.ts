import { expect, test } from "vitest";
import { freshDatabase } from "./database.ts";

test("the web role can connect and cannot read a credit record", async () => {
  const fresh = await freshDatabase();
  await expect(fresh.as("xinqiao_web")`select * from credit.record`).rejects.toThrow(
    /permission denied/,
  );
  await fresh.drop();
});
