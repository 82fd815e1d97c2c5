CREATE SEQUENCE "consent"."authorisation_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" DROP CONSTRAINT "authorisation_status";--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ALTER COLUMN "signed_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ALTER COLUMN "signed_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ALTER COLUMN "signature" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD COLUMN "created_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_signed" CHECK (("consent"."authorisation"."status" = 'created') = ("consent"."authorisation"."signed_at" is null) and ("consent"."authorisation"."signed_at" is null) = ("consent"."authorisation"."signature" is null) and ("consent"."authorisation"."signed_at" is null) = ("consent"."authorisation"."signed_by" is null));--> statement-breakpoint
ALTER TABLE "consent"."authorisation" ADD CONSTRAINT "authorisation_status" CHECK ("consent"."authorisation"."status" in ('created', 'agreed', 'withdrawn'));