CREATE SCHEMA "evaluation";
--> statement-breakpoint
CREATE TABLE "evaluation"."dry_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"result" jsonb,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "dry_run_status" CHECK ("evaluation"."dry_run"."status" in ('waiting', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "evaluation"."month" (
	"month" text PRIMARY KEY NOT NULL,
	"as_of" date NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"computed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "evaluation"."month_count" (
	"month" text NOT NULL,
	"template_hash" text NOT NULL,
	"region_code" text NOT NULL,
	"section" char(1) NOT NULL,
	"grade" text,
	"enterprises" integer NOT NULL,
	CONSTRAINT "month_count_cell" UNIQUE NULLS NOT DISTINCT("month","template_hash","region_code","section","grade")
);
--> statement-breakpoint
CREATE TABLE "evaluation"."month_result" (
	"uscc" char(18) NOT NULL,
	"month" text NOT NULL,
	"template_hash" text NOT NULL,
	"score" integer,
	"grade" text,
	"national_grade" text,
	"known_bps" integer NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "month_result_uscc_month_pk" PRIMARY KEY("uscc","month"),
	CONSTRAINT "month_result_national_grade" CHECK ("evaluation"."month_result"."national_grade" in ('A', 'B', 'C', 'D'))
);
--> statement-breakpoint
CREATE TABLE "evaluation"."month_template" (
	"month" text NOT NULL,
	"hash" text NOT NULL,
	"document" jsonb NOT NULL,
	CONSTRAINT "month_template_month_hash_pk" PRIMARY KEY("month","hash")
);
--> statement-breakpoint
CREATE TABLE "evaluation"."template_event" (
	"template" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"account_id" uuid NOT NULL,
	"note" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "template_event_template_number_pk" PRIMARY KEY("template","number"),
	CONSTRAINT "template_event_kind" CHECK ("evaluation"."template_event"."kind" in ('draft', 'submit', 'send_back', 'approve', 'retire')),
	CONSTRAINT "template_event_status" CHECK ("evaluation"."template_event"."status" in ('draft', 'submitted', 'approved', 'retired'))
);
--> statement-breakpoint
CREATE TABLE "evaluation"."template" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template_id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"region_code" text,
	"hash" text NOT NULL,
	"document" jsonb NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "template_version" UNIQUE("template_id","version"),
	CONSTRAINT "template_status" CHECK ("evaluation"."template"."status" in ('draft', 'submitted', 'approved', 'retired'))
);
--> statement-breakpoint
ALTER TABLE "evaluation"."dry_run" ADD CONSTRAINT "dry_run_template_template_id_fk" FOREIGN KEY ("template") REFERENCES "evaluation"."template"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation"."month_count" ADD CONSTRAINT "month_count_month_month_month_fk" FOREIGN KEY ("month") REFERENCES "evaluation"."month"("month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation"."month_result" ADD CONSTRAINT "month_result_uscc_enterprise_uscc_fk" FOREIGN KEY ("uscc") REFERENCES "registry"."enterprise"("uscc") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation"."month_result" ADD CONSTRAINT "month_result_month_month_month_fk" FOREIGN KEY ("month") REFERENCES "evaluation"."month"("month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation"."month_template" ADD CONSTRAINT "month_template_month_month_month_fk" FOREIGN KEY ("month") REFERENCES "evaluation"."month"("month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation"."template_event" ADD CONSTRAINT "template_event_template_template_id_fk" FOREIGN KEY ("template") REFERENCES "evaluation"."template"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation"."template" ADD CONSTRAINT "template_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "registry"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dry_run_by_template" ON "evaluation"."dry_run" USING btree ("template","asked_at");--> statement-breakpoint
CREATE INDEX "month_result_by_month" ON "evaluation"."month_result" USING btree ("month");