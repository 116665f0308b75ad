ALTER TABLE "contracts" DROP CONSTRAINT "contracts_lot_id_unique";--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "award_id" text;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" DISABLE TRIGGER append_only;--> statement-breakpoint
UPDATE "contracts" SET "award_id" = "lot_id";--> statement-breakpoint
ALTER TABLE "contracts" ENABLE TRIGGER append_only;--> statement-breakpoint
CREATE UNIQUE INDEX "one_contract_by_other_procedure" ON "contracts" USING btree ("lot_id") WHERE "contracts"."award_id" is null;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_award_id_unique" UNIQUE("award_id");