ALTER TABLE "lending"."event" DROP CONSTRAINT "event_kind";--> statement-breakpoint
ALTER TABLE "lending"."event" DROP CONSTRAINT "event_state";--> statement-breakpoint
ALTER TABLE "lending"."event" ADD CONSTRAINT "event_kind" CHECK ("lending"."event"."kind" in ('submit', 'accept', 'approve', 'reject', 'sign_contract', 'disburse', 'settle', 'withdraw', 'close'));--> statement-breakpoint
ALTER TABLE "lending"."event" ADD CONSTRAINT "event_state" CHECK ("lending"."event"."state" in ('submitted', 'accepted', 'granted', 'contracted', 'disbursed', 'settled', 'rejected', 'withdrawn', 'closed'));