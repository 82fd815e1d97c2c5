CREATE TABLE "scoring"."bench_card" (
	"card" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scoring"."bench_part" (
	"table_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "bench_part_table_id_number_pk" PRIMARY KEY("table_id","number")
);
--> statement-breakpoint
CREATE TABLE "scoring"."bench_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"table_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"request" jsonb NOT NULL,
	"request_hash" text NOT NULL,
	"means" jsonb,
	"status" text NOT NULL,
	"step" text,
	"percent" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"beat_at" timestamp (3) with time zone,
	"failure" text,
	"report" jsonb,
	"card" jsonb,
	"record" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "bench_run_kind" CHECK ("scoring"."bench_run"."kind" in ('describe', 'train', 'evaluate', 'explain')),
	CONSTRAINT "bench_run_status" CHECK ("scoring"."bench_run"."status" in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "scoring"."bench_table" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"hash" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"keep_until" timestamp (3) with time zone NOT NULL,
	"forgotten_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "scoring"."bench_card" ADD CONSTRAINT "bench_card_card_card_id_fk" FOREIGN KEY ("card") REFERENCES "scoring"."card"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring"."bench_card" ADD CONSTRAINT "bench_card_run_id_bench_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "scoring"."bench_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring"."bench_part" ADD CONSTRAINT "bench_part_table_id_bench_table_id_fk" FOREIGN KEY ("table_id") REFERENCES "scoring"."bench_table"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring"."bench_run" ADD CONSTRAINT "bench_run_table_id_bench_table_id_fk" FOREIGN KEY ("table_id") REFERENCES "scoring"."bench_table"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bench_run_once" ON "scoring"."bench_run" USING btree ("table_id","request_hash") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "bench_run_by_table" ON "scoring"."bench_run" USING btree ("table_id","created_at");--> statement-breakpoint
CREATE INDEX "bench_run_waiting" ON "scoring"."bench_run" USING btree ("created_at") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "bench_table_once" ON "scoring"."bench_table" USING btree ("hash") WHERE forgotten_at is null;