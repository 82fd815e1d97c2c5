CREATE TABLE "scoring"."card_event" (
	"card" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"account_id" uuid NOT NULL,
	"note" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "card_event_card_number_pk" PRIMARY KEY("card","number"),
	CONSTRAINT "card_event_kind" CHECK ("scoring"."card_event"."kind" in ('draft', 'submit', 'send_back', 'approve', 'propose', 'decline', 'promote', 'supersede', 'retire')),
	CONSTRAINT "card_event_status" CHECK ("scoring"."card_event"."status" in ('draft', 'submitted', 'challenger', 'proposed', 'champion', 'retired'))
);
--> statement-breakpoint
CREATE TABLE "scoring"."card_monitor" (
	"month" text NOT NULL,
	"card_hash" text NOT NULL,
	"card_id" text NOT NULL,
	"card_version" integer NOT NULL,
	"institution_id" uuid,
	"report" jsonb NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "card_monitor_month" UNIQUE NULLS NOT DISTINCT("month","card_hash","institution_id")
);
--> statement-breakpoint
CREATE TABLE "scoring"."card" (
	"id" uuid PRIMARY KEY NOT NULL,
	"institution_id" uuid,
	"card_id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"document" jsonb NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "card_version" UNIQUE NULLS NOT DISTINCT("institution_id","card_id","version"),
	CONSTRAINT "card_status" CHECK ("scoring"."card"."status" in ('draft', 'submitted', 'challenger', 'proposed', 'champion', 'retired'))
);
--> statement-breakpoint
ALTER TABLE "scoring"."score" ALTER COLUMN "total" SET DATA TYPE double precision;--> statement-breakpoint
ALTER TABLE "scoring"."score" ADD COLUMN "role" text DEFAULT 'champion' NOT NULL;--> statement-breakpoint
ALTER TABLE "scoring"."card_event" ADD CONSTRAINT "card_event_card_card_id_fk" FOREIGN KEY ("card") REFERENCES "scoring"."card"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring"."card" ADD CONSTRAINT "card_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "registry"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "card_champion" ON "scoring"."card" USING btree (coalesce("institution_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE status = 'champion';--> statement-breakpoint
CREATE INDEX "score_by_time" ON "scoring"."score" USING btree ("scored_at");--> statement-breakpoint
ALTER TABLE "scoring"."score" ADD CONSTRAINT "score_role" CHECK ("scoring"."score"."role" in ('champion', 'challenger'));