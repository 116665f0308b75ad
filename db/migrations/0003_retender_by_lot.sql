-- A tender was repeated as a whole; now each failed lot names the tender that repeats it.
INSERT INTO "retenders" ("failed_lot_id", "tender_id")
SELECT l."id", t."id" FROM "tenders" t JOIN "lots" l ON l."tender_id" = t."retender_of" JOIN "lot_failures" f ON f."lot_id" = l."id"
WHERE t."retender_of" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "tenders" DROP CONSTRAINT "one_retender_each";--> statement-breakpoint
ALTER TABLE "tenders" DROP CONSTRAINT "tenders_retender_of_tenders_id_fk";
--> statement-breakpoint
ALTER TABLE "tenders" DROP COLUMN "retender_of";