CREATE TABLE "credit"."data_version" (
	"uscc" char(18) NOT NULL,
	"item" text NOT NULL,
	"version" integer NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "data_version_uscc_item_pk" PRIMARY KEY("uscc","item")
);
--> statement-breakpoint
CREATE TABLE "scoring"."limit_policy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"institution_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"valid_from" date NOT NULL,
	"figures" jsonb,
	"hash" text NOT NULL,
	"status" text NOT NULL,
	"note" text,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_note" text,
	CONSTRAINT "limit_policy_version" UNIQUE("institution_id","version"),
	CONSTRAINT "limit_policy_status" CHECK ("scoring"."limit_policy"."status" in ('proposed', 'approved', 'declined', 'taken_back'))
);
--> statement-breakpoint
ALTER TABLE "credit"."indicator" ADD COLUMN "data_versions" jsonb;--> statement-breakpoint
ALTER TABLE "scoring"."score" ADD COLUMN "authorisation_id" uuid;--> statement-breakpoint
ALTER TABLE "scoring"."score" ADD COLUMN "data_versions" jsonb;--> statement-breakpoint
ALTER TABLE "scoring"."score" ADD COLUMN "limit_policy_hash" text;--> statement-breakpoint
ALTER TABLE "scoring"."limit_policy" ADD CONSTRAINT "limit_policy_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "registry"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "limit_policy_proposed" ON "scoring"."limit_policy" USING btree ("institution_id") WHERE status = 'proposed';