CREATE SCHEMA "notify";
--> statement-breakpoint
CREATE TABLE "audit"."anchor" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"purged_at" timestamp (3) with time zone NOT NULL,
	"lines" integer NOT NULL,
	CONSTRAINT "anchor_chain_seq_pk" PRIMARY KEY("chain","seq")
);
--> statement-breakpoint
CREATE TABLE "audit"."line" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "line_chain_seq_pk" PRIMARY KEY("chain","seq"),
	CONSTRAINT "line_previous" UNIQUE("chain","previous_hash")
);
--> statement-breakpoint
CREATE TABLE "consent"."document" (
	"authorisation_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"sm3" text NOT NULL,
	"media_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"prepared_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_authorisation_id_sha256_pk" PRIMARY KEY("authorisation_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "consent"."disclosure" (
	"uscc" char(18) NOT NULL,
	"access_id" bigint NOT NULL,
	"institution_id" uuid NOT NULL,
	"authorisation_id" uuid NOT NULL,
	"application_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"keep_until" timestamp (3) with time zone NOT NULL,
	"status" text DEFAULT 'held' NOT NULL,
	"due_at" timestamp (3) with time zone,
	"due_reason" text,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	"receipt" text,
	CONSTRAINT "disclosure_uscc_access_id_pk" PRIMARY KEY("uscc","access_id"),
	CONSTRAINT "disclosure_status" CHECK ("consent"."disclosure"."status" in ('held', 'due', 'deleted')),
	CONSTRAINT "disclosure_deleted" CHECK (("consent"."disclosure"."status" = 'deleted') = ("consent"."disclosure"."deleted_at" is not null and "consent"."disclosure"."receipt" is not null))
);
--> statement-breakpoint
CREATE TABLE "consent"."purpose" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"stage" text NOT NULL,
	"maximum_days" integer NOT NULL,
	"maximum_queries" integer NOT NULL,
	"maximum_look_back_months" integer NOT NULL,
	"maximum_data_life_days" integer NOT NULL,
	"frequency_times" integer,
	"frequency_unit" text,
	CONSTRAINT "purpose_stage" CHECK ("consent"."purpose"."stage" in ('before_loan', 'during_loan', 'after_loan', 'platform', 'own'))
);
--> statement-breakpoint
CREATE TABLE "consent"."status_change" (
	"authorisation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"actor_id" uuid,
	"reason" text,
	CONSTRAINT "status_change_authorisation_id_seq_pk" PRIMARY KEY("authorisation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "consent"."transition" (
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	CONSTRAINT "transition_from_status_to_status_pk" PRIMARY KEY("from_status","to_status")
);
--> statement-breakpoint
CREATE TABLE "identity"."api_client" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"account_id" uuid NOT NULL,
	"public_key" text NOT NULL,
	"algorithm" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "identity"."api_token" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake"."pull_source" (
	"pull_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"batch_id" bigint,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pull_source_pull_id_item_id_pk" PRIMARY KEY("pull_id","item_id"),
	CONSTRAINT "pull_source_status" CHECK ("intake"."pull_source"."status" in ('pending', 'ready', 'denied', 'timed_out', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "intake"."pull" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uscc" char(18) NOT NULL,
	"authorisation_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake"."quality" (
	"month" date NOT NULL,
	"department_id" text NOT NULL,
	"item_id" text NOT NULL,
	"region_code" text NOT NULL,
	"received" integer NOT NULL,
	"conforming" integer NOT NULL,
	"quarantined" integer NOT NULL,
	"wrong_code" integer NOT NULL,
	"duplicate_code" integer NOT NULL,
	"timely" integer NOT NULL,
	"late" integer NOT NULL,
	"registered" integer NOT NULL,
	"covered" integer NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quality_month_department_id_item_id_region_code_pk" PRIMARY KEY("month","department_id","item_id","region_code")
);
--> statement-breakpoint
CREATE TABLE "intake"."source" (
	"department_id" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"open_until" timestamp (3) with time zone,
	"quota_day" date,
	"quota_used" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake"."submission" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" text NOT NULL,
	"item_id" text NOT NULL,
	"channel" text NOT NULL,
	"account_id" uuid NOT NULL,
	"client_id" text,
	"idempotency_key" text,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"content_hash" text NOT NULL,
	"content" "bytea",
	"status" text NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"batch_id" bigint,
	"failure" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "submission_status" CHECK ("intake"."submission"."status" in ('queued', 'processing', 'landed', 'failed')),
	CONSTRAINT "submission_channel" CHECK ("intake"."submission"."channel" in ('file', 'push', 'pull', 'command')),
	CONSTRAINT "submission_format" CHECK ("intake"."submission"."format" in ('csv', 'xlsx', 'jsonl'))
);
--> statement-breakpoint
CREATE TABLE "intake"."working_day" (
	"day" date PRIMARY KEY NOT NULL,
	"working" boolean NOT NULL,
	"serial" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notify"."message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"href" text,
	"once_key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"read_by" uuid
);
--> statement-breakpoint
CREATE TABLE "registry"."department" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"region_code" text NOT NULL
);
--> statement-breakpoint
-- What was logged before there was a chain stays where it is, and nothing writes to it any more.
ALTER TABLE "consent"."access_log" DROP CONSTRAINT "access_log_verdict";--> statement-breakpoint
ALTER TABLE "consent"."authorisation" DROP CONSTRAINT "authorisation_status";--> statement-breakpoint
ALTER TABLE "consent"."authorisation" DROP CONSTRAINT "authorisation_signed";--> statement-breakpoint
ALTER TABLE "identity"."membership" DROP CONSTRAINT "membership_role";--> statement-breakpoint
ALTER TABLE "identity"."membership" DROP CONSTRAINT "membership_belongs";--> statement-breakpoint
ALTER TABLE "consent"."access_log" ALTER COLUMN "account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."access_log" ADD COLUMN "purpose_code" text;--> statement-breakpoint
ALTER TABLE "consent"."access_log" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "consent"."access_log" ADD COLUMN "chain_seq" bigint;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "frequency_times" integer;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "frequency_unit" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "window_start" date;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "window_used" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "look_back_months" integer;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "data_life_days" integer;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "requested_by" uuid;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "request_note" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "application_id" uuid;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "signer_capacity" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "artefact" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "artefact_hash" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "signature_algorithm" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "signature_key_id" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "status_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "status_by" uuid;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "expiry_announced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "credit"."indicator_source" ADD COLUMN "months" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD COLUMN "department_id" text;--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD COLUMN "signer_capacity" text;--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD COLUMN "verified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "intake"."batch" ADD COLUMN "channel" text DEFAULT 'command' NOT NULL;--> statement-breakpoint
ALTER TABLE "intake"."item" ADD COLUMN "department_id" text;--> statement-breakpoint
ALTER TABLE "intake"."item" ADD COLUMN "timely_working_days" integer;--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD COLUMN "status" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD COLUMN "settled_by" uuid;--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD COLUMN "settled_reason" text;--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD COLUMN "corrected_batch_id" bigint;--> statement-breakpoint
ALTER TABLE "registry"."enterprise" ADD COLUMN "legal_representative_id_sealed" text;--> statement-breakpoint
ALTER TABLE "registry"."enterprise" ADD COLUMN "legal_representative_phone_sealed" text;--> statement-breakpoint
ALTER TABLE "registry"."institution" ADD COLUMN "left_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "registry"."institution" ADD COLUMN "left_reason" text;--> statement-breakpoint
ALTER TABLE "scoring"."score" ADD COLUMN "access_id" bigint;--> statement-breakpoint
ALTER TABLE "scoring"."score" ADD COLUMN "facts_deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "consent"."document" ADD CONSTRAINT "document_authorisation_id_authorisation_id_fk" FOREIGN KEY ("authorisation_id") REFERENCES "consent"."authorisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."api_client" ADD CONSTRAINT "api_client_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."api_token" ADD CONSTRAINT "api_token_client_id_api_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "identity"."api_client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."pull_source" ADD CONSTRAINT "pull_source_pull_id_pull_id_fk" FOREIGN KEY ("pull_id") REFERENCES "intake"."pull"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."pull_source" ADD CONSTRAINT "pull_source_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "intake"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."pull_source" ADD CONSTRAINT "pull_source_batch_id_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "intake"."batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."source" ADD CONSTRAINT "source_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "registry"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."submission" ADD CONSTRAINT "submission_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "registry"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."submission" ADD CONSTRAINT "submission_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "intake"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."submission" ADD CONSTRAINT "submission_batch_id_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "intake"."batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."department" ADD CONSTRAINT "department_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "registry"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "line_by_time" ON "audit"."line" USING btree ("at");--> statement-breakpoint
CREATE INDEX "disclosure_ending" ON "consent"."disclosure" USING btree ("keep_until") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "disclosure_by_institution" ON "consent"."disclosure" USING btree ("institution_id","status");--> statement-breakpoint
CREATE INDEX "api_client_by_account" ON "identity"."api_client" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "api_token_ending" ON "identity"."api_token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "pull_by_enterprise" ON "intake"."pull" USING btree ("uscc","requested_at");--> statement-breakpoint
CREATE UNIQUE INDEX "submission_once" ON "intake"."submission" USING btree ("client_id","idempotency_key") WHERE idempotency_key is not null;--> statement-breakpoint
CREATE INDEX "submission_by_department" ON "intake"."submission" USING btree ("department_id","received_at");--> statement-breakpoint
CREATE INDEX "submission_waiting" ON "intake"."submission" USING btree ("received_at") WHERE status in ('queued', 'processing');--> statement-breakpoint
CREATE UNIQUE INDEX "message_once" ON "notify"."message" USING btree ("organisation","once_key");--> statement-breakpoint
CREATE INDEX "message_by_organisation" ON "notify"."message" USING btree ("organisation","at");--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_requested_by_account_id_fk" FOREIGN KEY ("requested_by") REFERENCES "identity"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD CONSTRAINT "membership_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "registry"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."item" ADD CONSTRAINT "item_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "registry"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD CONSTRAINT "quarantine_corrected_batch_id_batch_id_fk" FOREIGN KEY ("corrected_batch_id") REFERENCES "intake"."batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_log_by_time" ON "consent"."access_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "authorisation_by_institution" ON "consent"."authorisation" USING btree ("institution_id","status");--> statement-breakpoint
CREATE INDEX "authorisation_ending" ON "consent"."authorisation" USING btree ("ends_at") WHERE status in ('agreed', 'paused', 'requested');--> statement-breakpoint
CREATE INDEX "batch_by_time" ON "intake"."batch" USING btree ("item_id","started_at");--> statement-breakpoint
CREATE INDEX "score_by_access" ON "scoring"."score" USING btree ("uscc","access_id");--> statement-breakpoint
-- What was signed under the old form stays as it was signed; it opens nothing any more, because it
-- names no purpose, no look-back and no data life. The enterprise signs again in the new form.
INSERT INTO "consent"."document" ("authorisation_id", "sha256", "sm3", "media_type", "content", "prepared_at")
SELECT "id", "document_hash", '', 'text/plain', convert_to("document", 'UTF8'), "created_at" FROM "consent"."authorisation";--> statement-breakpoint
INSERT INTO "consent"."status_change" ("authorisation_id", "seq", "at", "from_status", "to_status", "reason")
SELECT "id", 1, now(), "status", 'withdrawn', '授权书格式更新，请重新签署' FROM "consent"."authorisation" WHERE "status" IN ('agreed', 'created');--> statement-breakpoint
UPDATE "consent"."authorisation" SET
  "purpose" = CASE WHEN "stage" = 'platform' THEN 'platform_processing' ELSE 'credit_review' END,
  "look_back_months" = 36, "data_life_days" = 365,
  "artefact" = CASE WHEN "signed_at" IS NOT NULL THEN "document" END,
  "artefact_hash" = CASE WHEN "signed_at" IS NOT NULL THEN "document_hash" END,
  "signature_algorithm" = CASE WHEN "signed_at" IS NOT NULL THEN 'Ed25519' END,
  "status" = 'withdrawn', "withdrawn_at" = coalesce("withdrawn_at", now()), "status_reason" = '授权书格式更新，请重新签署';--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ALTER COLUMN "purpose" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ALTER COLUMN "look_back_months" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ALTER COLUMN "data_life_days" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" DROP COLUMN "document";--> statement-breakpoint
ALTER TABLE "consent"."authorisation" DROP COLUMN "document_hash";--> statement-breakpoint
-- The catalogue that is loaded next tells each item's own department.
INSERT INTO "registry"."department" ("id", "name", "region_code") SELECT 'platform', '平台与金融机构', "code" FROM "registry"."region" WHERE "code" = '520000';--> statement-breakpoint
UPDATE "intake"."item" SET "department_id" = 'platform';--> statement-breakpoint
ALTER TABLE "intake"."item" ALTER COLUMN "department_id" SET NOT NULL;--> statement-breakpoint
-- Everybody who registered did so as the registered legal representative, whose name was checked.
UPDATE "identity"."membership" m SET "signer_capacity" = 'legal_representative', "verified_at" = a."created_at"
FROM "identity"."account" a WHERE a."id" = m."account_id" AND m."role" = 'enterprise';--> statement-breakpoint
ALTER TABLE "intake"."item" DROP COLUMN "department";--> statement-breakpoint
ALTER TABLE "consent"."access_log" ADD CONSTRAINT "access_log_verdict" CHECK ("consent"."access_log"."verdict" in ('granted', 'never_granted', 'not_a_member', 'wrong_grantee', 'wrong_enterprise', 'wrong_stage', 'wrong_purpose', 'item_not_covered', 'range_not_covered', 'not_yet_started', 'expired', 'withdrawn', 'refused', 'paused', 'used_up', 'too_frequent', 'fair_use', 'artefact_altered', 'document_altered', 'signature_invalid', 'institution_left'));--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_frequency" CHECK (("consent"."authorisation"."frequency_times" is null) = ("consent"."authorisation"."frequency_unit" is null) and ("consent"."authorisation"."frequency_times" is null or "consent"."authorisation"."frequency_times" > 0));--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_reach" CHECK ("consent"."authorisation"."look_back_months" > 0 and "consent"."authorisation"."data_life_days" > 0);--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_status" CHECK ("consent"."authorisation"."status" in ('created', 'requested', 'agreed', 'paused', 'refused', 'withdrawn', 'expired', 'used_up'));--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_signed" CHECK (("consent"."authorisation"."signed_at" is null) = ("consent"."authorisation"."signature" is null) and ("consent"."authorisation"."signed_at" is null) = ("consent"."authorisation"."signed_by" is null)
        and ("consent"."authorisation"."signed_at" is null or "consent"."authorisation"."artefact" is not null)
        and ("consent"."authorisation"."status" not in ('agreed', 'paused', 'used_up') or "consent"."authorisation"."signed_at" is not null)
        and ("consent"."authorisation"."status" not in ('created', 'requested', 'refused') or "consent"."authorisation"."signed_at" is null));--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD CONSTRAINT "membership_role" CHECK ("identity"."membership"."role" in ('enterprise', 'loan_officer', 'department', 'regulator', 'operator'));--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD CONSTRAINT "membership_belongs" CHECK (case "identity"."membership"."role"
        when 'enterprise' then "identity"."membership"."uscc" is not null and "identity"."membership"."institution_id" is null
        when 'loan_officer' then "identity"."membership"."institution_id" is not null and "identity"."membership"."uscc" is null
        when 'department' then "identity"."membership"."department_id" is not null and "identity"."membership"."uscc" is null and "identity"."membership"."institution_id" is null
        when 'regulator' then "identity"."membership"."region_code" is not null and "identity"."membership"."uscc" is null and "identity"."membership"."institution_id" is null
        else "identity"."membership"."uscc" is null and "identity"."membership"."institution_id" is null end);--> statement-breakpoint
ALTER TABLE "intake"."batch" ADD CONSTRAINT "batch_channel" CHECK ("intake"."batch"."channel" in ('file', 'push', 'pull', 'command'));--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD CONSTRAINT "quarantine_status" CHECK ("intake"."quarantine"."status" in ('open', 'corrected', 'dismissed'));