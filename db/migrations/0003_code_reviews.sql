-- Requests that came at once left several pending rows for one code: the earliest stays.
UPDATE "registry"."code_review" AS later
SET "status" = 'refused', "decided_at" = now(), "reason" = '同一代码重复申请，已并入最早提交的一项'
WHERE later."status" = 'pending' AND EXISTS (
  SELECT FROM "registry"."code_review" AS earlier
  WHERE earlier."uscc" = later."uscc" AND earlier."status" = 'pending'
    AND (earlier."requested_at", earlier."id") < (later."requested_at", later."id")
);--> statement-breakpoint
CREATE UNIQUE INDEX "code_review_pending" ON "registry"."code_review" USING btree ("uscc") WHERE "registry"."code_review"."status" = 'pending';