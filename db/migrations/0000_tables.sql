CREATE SCHEMA "audit";
--> statement-breakpoint
CREATE SCHEMA "consent";
--> statement-breakpoint
CREATE SCHEMA "credit";
--> statement-breakpoint
CREATE SCHEMA "identity";
--> statement-breakpoint
CREATE SCHEMA "intake";
--> statement-breakpoint
CREATE SCHEMA "lending";
--> statement-breakpoint
CREATE SCHEMA "matching";
--> statement-breakpoint
CREATE SCHEMA "products";
--> statement-breakpoint
CREATE SCHEMA "registry";
--> statement-breakpoint
CREATE SCHEMA "scoring";
--> statement-breakpoint
CREATE TABLE "audit"."entry" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."entry_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"verb" text NOT NULL,
	"actor_id" uuid,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."access_log" (
	"uscc" char(18) NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "consent"."access_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"account_id" uuid NOT NULL,
	"institution_id" uuid,
	"authorisation_id" uuid,
	"application_id" uuid,
	"stage" text NOT NULL,
	"purpose" text NOT NULL,
	"items" text[] NOT NULL,
	"verdict" text NOT NULL,
	"detail" jsonb,
	CONSTRAINT "access_log_uscc_id_pk" PRIMARY KEY("uscc","id"),
	CONSTRAINT "access_log_verdict" CHECK ("consent"."access_log"."verdict" in ('granted', 'never_granted', 'not_a_member', 'wrong_grantee', 'wrong_enterprise', 'wrong_stage', 'item_not_covered', 'not_yet_started', 'expired', 'withdrawn', 'used_up')),
	CONSTRAINT "access_log_stage" CHECK ("consent"."access_log"."stage" in ('before_loan', 'during_loan', 'after_loan', 'platform', 'own'))
);
--> statement-breakpoint
CREATE TABLE "consent"."authorisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"uscc" char(18) NOT NULL,
	"institution_id" uuid,
	"items" text[] NOT NULL,
	"stage" text NOT NULL,
	"maximum_queries" integer NOT NULL,
	"used_queries" integer DEFAULT 0 NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"signed_by" uuid NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	"document" text NOT NULL,
	"document_hash" text NOT NULL,
	"signature" text NOT NULL,
	"status" text NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "authorisation_number_unique" UNIQUE("number"),
	CONSTRAINT "authorisation_status" CHECK ("consent"."authorisation"."status" in ('agreed', 'withdrawn')),
	CONSTRAINT "authorisation_stage" CHECK ("consent"."authorisation"."stage" in ('before_loan', 'during_loan', 'after_loan', 'platform', 'own')),
	CONSTRAINT "authorisation_count" CHECK ("consent"."authorisation"."maximum_queries" > 0 and "consent"."authorisation"."used_queries" between 0 and "consent"."authorisation"."maximum_queries"),
	CONSTRAINT "authorisation_period" CHECK ("consent"."authorisation"."starts_at" < "consent"."authorisation"."ends_at"),
	CONSTRAINT "authorisation_items" CHECK (cardinality("consent"."authorisation"."items") > 0),
	CONSTRAINT "authorisation_withdrawal" CHECK (("consent"."authorisation"."status" = 'withdrawn') = ("consent"."authorisation"."withdrawn_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "credit"."indicator_source" (
	"indicator" text NOT NULL,
	"item" text NOT NULL,
	CONSTRAINT "indicator_source_indicator_item_pk" PRIMARY KEY("indicator","item")
);
--> statement-breakpoint
CREATE TABLE "credit"."indicator" (
	"uscc" char(18) PRIMARY KEY NOT NULL,
	"as_of" date NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	"months_established" integer,
	"registered_capital_fen" bigint,
	"tax_grade" text,
	"vat_months12" integer,
	"tax_paid12_fen" bigint,
	"declared_sales12_fen" bigint,
	"declared_sales_growth_bps" integer,
	"zero_declarations12" integer,
	"late_declarations12" integer,
	"tax_arrears_fen" bigint,
	"vat_burden_bps" integer,
	"profit12_fen" bigint,
	"invoice_sales12_fen" bigint,
	"invoice_purchases12_fen" bigint,
	"invoice_sales_growth_bps" integer,
	"invoice_months12" integer,
	"sales_volatility_bps" integer,
	"red_ratio12_bps" integer,
	"void_ratio12_bps" integer,
	"customers12" integer,
	"suppliers12" integer,
	"top_five_customers_bps" integer,
	"customer_hhi" integer,
	"electricity12_fen" bigint,
	"electricity_growth_bps" integer,
	"utility_late_months12" integer,
	"utility_arrears_fen" bigint,
	"headcount" integer,
	"headcount_change_bps" integer,
	"social_arrears_fen" bigint,
	"housing_fund_months12" integer,
	"penalties24" integer,
	"serious_penalties24" integer,
	"adverse_lists" integer,
	"loan_balance_fen" bigint
);
--> statement-breakpoint
CREATE TABLE "credit"."record" (
	"uscc" char(18) NOT NULL,
	"item" text NOT NULL,
	"period" date NOT NULL,
	"key" text DEFAULT '' NOT NULL,
	"version" smallint DEFAULT 1 NOT NULL,
	"amount_fen" bigint,
	"tax_fen" bigint,
	"paid_fen" bigint,
	"arrears_fen" bigint,
	"count" integer,
	"quantity" double precision,
	"category" text,
	"payload" jsonb,
	"batch_id" bigint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"superseded_at" timestamp (3) with time zone,
	CONSTRAINT "record_uscc_item_period_key_version_pk" PRIMARY KEY("uscc","item","period","key","version")
);
--> statement-breakpoint
CREATE TABLE "identity"."account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"login_name" text NOT NULL,
	"display_name" text NOT NULL,
	"password_hash" text NOT NULL,
	"signing_password_hash" text NOT NULL,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"failed_signings" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"signing_locked_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_loginName_unique" UNIQUE("login_name")
);
--> statement-breakpoint
CREATE TABLE "identity"."membership" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"uscc" char(18),
	"institution_id" uuid,
	"region_code" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "membership_role" CHECK ("identity"."membership"."role" in ('enterprise', 'loan_officer', 'regulator', 'operator')),
	CONSTRAINT "membership_belongs" CHECK (case "identity"."membership"."role"
        when 'enterprise' then "identity"."membership"."uscc" is not null and "identity"."membership"."institution_id" is null
        when 'loan_officer' then "identity"."membership"."institution_id" is not null and "identity"."membership"."uscc" is null
        when 'regulator' then "identity"."membership"."region_code" is not null and "identity"."membership"."uscc" is null and "identity"."membership"."institution_id" is null
        else "identity"."membership"."uscc" is null and "identity"."membership"."institution_id" is null end)
);
--> statement-breakpoint
CREATE TABLE "intake"."batch" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "intake"."batch_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"item_id" text NOT NULL,
	"source" text NOT NULL,
	"content_hash" text NOT NULL,
	"status" text NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"superseded" integer DEFAULT 0 NOT NULL,
	"duplicate" integer DEFAULT 0 NOT NULL,
	"quarantined" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "batch_status" CHECK ("intake"."batch"."status" in ('running', 'landed', 'failed')),
	CONSTRAINT "batch_accounted" CHECK ("intake"."batch"."status" <> 'landed' or "intake"."batch"."received" = "intake"."batch"."accepted" + "intake"."batch"."superseded" + "intake"."batch"."duplicate" + "intake"."batch"."quarantined")
);
--> statement-breakpoint
CREATE TABLE "intake"."item" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"class" text NOT NULL,
	"department" text NOT NULL,
	"sharing" text NOT NULL,
	"fresh_days" integer NOT NULL,
	CONSTRAINT "item_sharing" CHECK ("intake"."item"."sharing" in ('public', 'licensed', 'verification', 'aggregate', 'upload'))
);
--> statement-breakpoint
CREATE TABLE "intake"."quarantine" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "intake"."quarantine_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"batch_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"field" text NOT NULL,
	"rule" text NOT NULL,
	"message" text NOT NULL,
	"raw" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lending"."event" (
	"application_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "event_application_id_seq_pk" PRIMARY KEY("application_id","seq"),
	CONSTRAINT "event_kind" CHECK ("lending"."event"."kind" in ('submit', 'accept', 'approve', 'reject', 'sign_contract', 'disburse', 'settle', 'withdraw')),
	CONSTRAINT "event_state" CHECK ("lending"."event"."state" in ('submitted', 'accepted', 'granted', 'contracted', 'disbursed', 'settled', 'rejected', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "lending"."application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"demand_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"product_version_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"uscc" char(18) NOT NULL,
	"authorisation_id" uuid NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_number_unique" UNIQUE("number"),
	CONSTRAINT "application_once" UNIQUE("demand_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "matching"."demand" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"uscc" char(18) NOT NULL,
	"amount_fen" bigint NOT NULL,
	"term_months" integer NOT NULL,
	"maximum_rate_bps" integer NOT NULL,
	"purpose" text NOT NULL,
	"guarantee_kind" text NOT NULL,
	"note" text,
	"status" text NOT NULL,
	"posted_by" uuid NOT NULL,
	"posted_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"idempotency_key" uuid NOT NULL,
	CONSTRAINT "demand_number_unique" UNIQUE("number"),
	CONSTRAINT "demand_idempotencyKey_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "demand_status" CHECK ("matching"."demand"."status" in ('open', 'closed')),
	CONSTRAINT "demand_purpose" CHECK ("matching"."demand"."purpose" in ('working_capital', 'purchase_of_goods', 'equipment', 'payment_of_wages', 'technology', 'renewal')),
	CONSTRAINT "demand_guarantee" CHECK ("matching"."demand"."guarantee_kind" in ('mortgage', 'credit', 'pledge', 'guarantee')),
	CONSTRAINT "demand_amount" CHECK ("matching"."demand"."amount_fen" > 0),
	CONSTRAINT "demand_term" CHECK ("matching"."demand"."term_months" between 1 and 360),
	CONSTRAINT "demand_rate" CHECK ("matching"."demand"."maximum_rate_bps" between 1 and 3600)
);
--> statement-breakpoint
CREATE TABLE "products"."product" (
	"id" uuid PRIMARY KEY NOT NULL,
	"institution_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products"."product_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"summary" text NOT NULL,
	"minimum_amount_fen" bigint NOT NULL,
	"maximum_amount_fen" bigint NOT NULL,
	"minimum_term_months" integer NOT NULL,
	"maximum_term_months" integer NOT NULL,
	"minimum_rate_bps" integer NOT NULL,
	"maximum_rate_bps" integer NOT NULL,
	"guarantee_kind" text NOT NULL,
	"repayment_kinds" text[] NOT NULL,
	"region_codes" text[] NOT NULL,
	"promised_days" integer NOT NULL,
	"policy_based" boolean NOT NULL,
	"rules" jsonb NOT NULL,
	"required_items" text[] NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "product_version_number" UNIQUE("product_id","version"),
	CONSTRAINT "product_version_guarantee" CHECK ("products"."product_version"."guarantee_kind" in ('mortgage', 'credit', 'pledge', 'guarantee')),
	CONSTRAINT "product_version_amounts" CHECK (0 < "products"."product_version"."minimum_amount_fen" and "products"."product_version"."minimum_amount_fen" <= "products"."product_version"."maximum_amount_fen"),
	CONSTRAINT "product_version_terms" CHECK (0 < "products"."product_version"."minimum_term_months" and "products"."product_version"."minimum_term_months" <= "products"."product_version"."maximum_term_months"),
	CONSTRAINT "product_version_rates" CHECK (0 < "products"."product_version"."minimum_rate_bps" and "products"."product_version"."minimum_rate_bps" <= "products"."product_version"."maximum_rate_bps")
);
--> statement-breakpoint
CREATE TABLE "registry"."code_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uscc" char(18) NOT NULL,
	"enterprise_name" text NOT NULL,
	"contact_phone" text NOT NULL,
	"broken_rule" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"requested_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "code_review_status" CHECK ("registry"."code_review"."status" in ('pending', 'accepted', 'refused')),
	CONSTRAINT "code_review_decision" CHECK (("registry"."code_review"."status" = 'pending') = ("registry"."code_review"."decided_at" is null) and ("registry"."code_review"."status" = 'pending' or length("registry"."code_review"."reason") >= 4))
);
--> statement-breakpoint
CREATE TABLE "registry"."enterprise" (
	"uscc" char(18) PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"legal_representative" text,
	"region_code" text NOT NULL,
	"industry_code" text NOT NULL,
	"size_class" text NOT NULL,
	"established_on" date NOT NULL,
	"registered_capital_fen" bigint,
	"status" text NOT NULL,
	"original_id" text,
	"observed_on" date,
	"registered_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enterprise_status" CHECK ("registry"."enterprise"."status" in ('operating', 'revoked', 'deregistered')),
	CONSTRAINT "enterprise_size_class" CHECK ("registry"."enterprise"."size_class" in ('large', 'medium', 'small', 'micro'))
);
--> statement-breakpoint
CREATE TABLE "registry"."industry" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"parent" text
);
--> statement-breakpoint
CREATE TABLE "registry"."institution" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uscc" char(18) NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"kind" text NOT NULL,
	"joined_on" date NOT NULL,
	CONSTRAINT "institution_uscc_unique" UNIQUE("uscc"),
	CONSTRAINT "institution_kind" CHECK ("registry"."institution"."kind" in ('state_bank', 'joint_stock_bank', 'city_bank', 'rural_bank', 'small_loan_company'))
);
--> statement-breakpoint
CREATE TABLE "registry"."region" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"parent" text
);
--> statement-breakpoint
CREATE TABLE "scoring"."score" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uscc" char(18) NOT NULL,
	"institution_id" uuid,
	"application_id" uuid,
	"card_id" text NOT NULL,
	"card_version" integer NOT NULL,
	"card_hash" text NOT NULL,
	"facts" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"total" integer NOT NULL,
	"grade" text NOT NULL,
	"scored_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_uscc_enterprise_uscc_fk" FOREIGN KEY ("uscc") REFERENCES "registry"."enterprise"("uscc") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "registry"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_signed_by_account_id_fk" FOREIGN KEY ("signed_by") REFERENCES "identity"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD CONSTRAINT "membership_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD CONSTRAINT "membership_uscc_enterprise_uscc_fk" FOREIGN KEY ("uscc") REFERENCES "registry"."enterprise"("uscc") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD CONSTRAINT "membership_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "registry"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."membership" ADD CONSTRAINT "membership_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "registry"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."batch" ADD CONSTRAINT "batch_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "intake"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD CONSTRAINT "quarantine_batch_id_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "intake"."batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lending"."event" ADD CONSTRAINT "event_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "lending"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lending"."application" ADD CONSTRAINT "application_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "matching"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lending"."application" ADD CONSTRAINT "application_product_version_id_product_version_id_fk" FOREIGN KEY ("product_version_id") REFERENCES "products"."product_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lending"."application" ADD CONSTRAINT "application_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "registry"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lending"."application" ADD CONSTRAINT "application_uscc_enterprise_uscc_fk" FOREIGN KEY ("uscc") REFERENCES "registry"."enterprise"("uscc") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lending"."application" ADD CONSTRAINT "application_authorisation_id_authorisation_id_fk" FOREIGN KEY ("authorisation_id") REFERENCES "consent"."authorisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matching"."demand" ADD CONSTRAINT "demand_uscc_enterprise_uscc_fk" FOREIGN KEY ("uscc") REFERENCES "registry"."enterprise"("uscc") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products"."product" ADD CONSTRAINT "product_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "registry"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products"."product_version" ADD CONSTRAINT "product_version_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "products"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."enterprise" ADD CONSTRAINT "enterprise_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "registry"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."enterprise" ADD CONSTRAINT "enterprise_industry_code_industry_code_fk" FOREIGN KEY ("industry_code") REFERENCES "registry"."industry"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_log_by_institution" ON "consent"."access_log" USING btree ("institution_id","at");--> statement-breakpoint
CREATE INDEX "authorisation_by_enterprise" ON "consent"."authorisation" USING btree ("uscc","institution_id");--> statement-breakpoint
CREATE UNIQUE INDEX "record_current" ON "credit"."record" USING btree ("uscc","item","period","key") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "record_by_batch" ON "credit"."record" USING btree ("batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_one_live_an_account" ON "identity"."membership" USING btree ("account_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "membership_one_live_an_enterprise" ON "identity"."membership" USING btree ("uscc") WHERE ended_at is null and uscc is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "batch_content" ON "intake"."batch" USING btree ("item_id","content_hash") WHERE status = 'landed';--> statement-breakpoint
CREATE INDEX "quarantine_by_batch" ON "intake"."quarantine" USING btree ("batch_id","line");--> statement-breakpoint
CREATE INDEX "event_by_kind" ON "lending"."event" USING btree ("kind","at");--> statement-breakpoint
CREATE INDEX "application_inbox" ON "lending"."application" USING btree ("institution_id","applied_at");--> statement-breakpoint
CREATE INDEX "application_by_enterprise" ON "lending"."application" USING btree ("uscc","applied_at");--> statement-breakpoint
CREATE INDEX "demand_by_enterprise" ON "matching"."demand" USING btree ("uscc","posted_at");--> statement-breakpoint
CREATE INDEX "product_version_live" ON "products"."product_version" USING btree ("product_id") WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "enterprise_region" ON "registry"."enterprise" USING btree ("region_code");--> statement-breakpoint
CREATE INDEX "score_by_application" ON "scoring"."score" USING btree ("application_id","scored_at");