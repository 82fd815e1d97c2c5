CREATE TABLE "products"."count_key" (
	"seed" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products"."count_use" (
	"account_id" uuid NOT NULL,
	"day" date NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "count_use_account_id_day_pk" PRIMARY KEY("account_id","day")
);
--> statement-breakpoint
CREATE TABLE "products"."draft_event" (
	"draft_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"account_id" uuid NOT NULL,
	"note" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "draft_event_draft_id_number_pk" PRIMARY KEY("draft_id","number"),
	CONSTRAINT "draft_event_kind" CHECK ("products"."draft_event"."kind" in ('draft', 'edit', 'submit', 'send_back', 'endorse', 'refuse', 'publish', 'discard')),
	CONSTRAINT "draft_event_status" CHECK ("products"."draft_event"."status" in ('draft', 'submitted', 'endorsed', 'published', 'discarded'))
);
--> statement-breakpoint
CREATE TABLE "products"."draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"terms" jsonb NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "draft_status" CHECK ("products"."draft"."status" in ('draft', 'submitted', 'endorsed', 'published', 'discarded'))
);
--> statement-breakpoint
ALTER TABLE "products"."product_version" DROP CONSTRAINT "product_version_guarantee";--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "draft_id" uuid;--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "approval_mode" text;--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "price_bands" jsonb;--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "guarantee_kinds" text[];--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "industry_codes" text[];--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "weekly_capacity" integer;--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "subsidy_bps" integer;--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "subsidy_note" text;--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD COLUMN "materials" text[];--> statement-breakpoint
-- What was on offer before: bank loans for every industry, prices as a range and not yet by grade and term.
UPDATE "products"."product_version" SET "kind" = 'bank_loan', "approval_mode" = 'online', "price_bands" = '[]',
	"guarantee_kinds" = ARRAY["guarantee_kind"], "industry_codes" = '{}', "materials" = '{}';--> statement-breakpoint
ALTER TABLE "products"."product_version" ALTER COLUMN "kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "products"."product_version" ALTER COLUMN "approval_mode" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "products"."product_version" ALTER COLUMN "price_bands" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "products"."product_version" ALTER COLUMN "guarantee_kinds" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "products"."product_version" ALTER COLUMN "industry_codes" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "products"."product_version" ALTER COLUMN "materials" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "products"."draft_event" ADD CONSTRAINT "draft_event_draft_id_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "products"."draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products"."draft" ADD CONSTRAINT "draft_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "products"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "draft_open" ON "products"."draft" USING btree ("product_id") WHERE status in ('draft', 'submitted', 'endorsed');--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD CONSTRAINT "product_version_draft_id_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "products"."draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products"."product_version" DROP COLUMN "guarantee_kind";--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD CONSTRAINT "product_version_draft" UNIQUE("draft_id");--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD CONSTRAINT "product_version_kind" CHECK ("products"."product_version"."kind" in ('bank_loan', 'winning_bid_loan', 'procurement_loan', 'order_loan', 'tax_refund_loan', 'inventory_receivables_loan', 'rural_loan', 'bridge_loan', 'guarantee', 'bond', 'equity', 'insurance'));--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD CONSTRAINT "product_version_approval" CHECK ("products"."product_version"."approval_mode" in ('online', 'offline', 'mixed'));--> statement-breakpoint
-- Drawn once for each installation, by whoever nobody can ask.
INSERT INTO "products"."count_key" ("seed") SELECT ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))::bit(48)::bigint;
