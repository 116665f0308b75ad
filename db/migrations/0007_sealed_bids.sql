-- Bids handed in before this version lie in the clear and can be neither sealed nor dropped for their bidders.
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM tenders) THEN
    RAISE EXCEPTION 'This version seals bids in the bidder''s browser and cannot take over the tenders of an earlier one. Start with an empty database: remove the data folder (.data), or name another DATABASE_URL.';
  END IF;
END $$;
--> statement-breakpoint
CREATE TABLE "bid_upload_chunks" (
	"upload_id" text NOT NULL,
	"file" integer NOT NULL,
	"position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "bid_upload_chunks_upload_id_file_position_pk" PRIMARY KEY("upload_id","file","position")
);
--> statement-breakpoint
CREATE TABLE "bid_uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"bidder_id" text NOT NULL,
	"header" "bytea" NOT NULL,
	"envelope_sha256" text NOT NULL,
	"chunk_count" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"started_by" text NOT NULL,
	CONSTRAINT "one_upload_of_an_envelope" UNIQUE("lot_id","bidder_id","envelope_sha256"),
	CONSTRAINT "has_chunks" CHECK ("bid_uploads"."chunk_count" > 0)
);
--> statement-breakpoint
CREATE TABLE "broken_shares" (
	"upload_id" text NOT NULL,
	"position" integer NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"reported_by" text NOT NULL,
	CONSTRAINT "broken_shares_upload_id_position_pk" PRIMARY KEY("upload_id","position")
);
--> statement-breakpoint
CREATE TABLE "lost_opening_keys" (
	"tender_id" text NOT NULL,
	"recipient" text NOT NULL,
	"reason" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"reported_by" text NOT NULL,
	CONSTRAINT "lost_opening_keys_tender_id_recipient_pk" PRIMARY KEY("tender_id","recipient")
);
--> statement-breakpoint
CREATE TABLE "opening_sessions" (
	"tender_id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"started_by" text NOT NULL,
	"bidder_window_ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "released_bid_keys" (
	"upload_id" text PRIMARY KEY NOT NULL,
	"bid_key" text NOT NULL,
	"released_at" timestamp (3) with time zone NOT NULL,
	"released_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "released_shares" (
	"upload_id" text NOT NULL,
	"position" integer NOT NULL,
	"share" "bytea" NOT NULL,
	"released_at" timestamp (3) with time zone NOT NULL,
	"released_by" text NOT NULL,
	CONSTRAINT "released_shares_upload_id_position_pk" PRIMARY KEY("upload_id","position")
);
--> statement-breakpoint
CREATE TABLE "script_releases" (
	"sha256" text PRIMARY KEY NOT NULL,
	"scripts" json NOT NULL,
	"served_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sealed_log_commitments" (
	"tender_id" text NOT NULL,
	"up_to" timestamp (3) with time zone NOT NULL,
	"nonce" text NOT NULL,
	"commitment" text NOT NULL,
	"committed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sealed_log_commitments_tender_id_up_to_pk" PRIMARY KEY("tender_id","up_to")
);
--> statement-breakpoint
CREATE TABLE "sealed_log_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"bidder_id" text NOT NULL,
	"position" integer NOT NULL,
	"act" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"statement" text NOT NULL,
	"statement_sha256" text NOT NULL,
	"signature" text NOT NULL,
	"signing_key_id" text NOT NULL,
	CONSTRAINT "one_entry_each" UNIQUE("tender_id","bidder_id","position")
);
--> statement-breakpoint
CREATE TABLE "sealing_key_proofs" (
	"key_id" text PRIMARY KEY NOT NULL,
	"proven_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sealing_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"recipient" text NOT NULL,
	"challenge" "bytea" NOT NULL,
	"answer_sha256" text NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sealing_keys_recipient_unique" UNIQUE("recipient")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"first_used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signing_keys_public_key_unique" UNIQUE("public_key")
);
--> statement-breakpoint
DROP TABLE "bid_attachments" CASCADE;--> statement-breakpoint
DROP TABLE "bid_drafts" CASCADE;--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD COLUMN "upload_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD COLUMN "stamped_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "opened_bids" ADD COLUMN "opened_with" text NOT NULL;--> statement-breakpoint
ALTER TABLE "opened_bids" ADD COLUMN "bid_key" text NOT NULL;--> statement-breakpoint
ALTER TABLE "opened_bids" ADD COLUMN "problems" json NOT NULL;--> statement-breakpoint
ALTER TABLE "unopened_bids" ADD COLUMN "detail" text NOT NULL;--> statement-breakpoint
ALTER TABLE "tender_versions" ADD COLUMN "opening_keys" json NOT NULL;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "opening_threshold" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "bidder_opening_minutes" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "bid_upload_chunks" ADD CONSTRAINT "bid_upload_chunks_upload_id_bid_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."bid_uploads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_uploads" ADD CONSTRAINT "bid_uploads_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_uploads" ADD CONSTRAINT "bid_uploads_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_uploads" ADD CONSTRAINT "bid_uploads_bidder_id_organisations_id_fk" FOREIGN KEY ("bidder_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_uploads" ADD CONSTRAINT "bid_uploads_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broken_shares" ADD CONSTRAINT "broken_shares_upload_id_bid_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."bid_uploads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broken_shares" ADD CONSTRAINT "broken_shares_reported_by_users_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lost_opening_keys" ADD CONSTRAINT "lost_opening_keys_tender_id_opening_sessions_tender_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."opening_sessions"("tender_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lost_opening_keys" ADD CONSTRAINT "lost_opening_keys_reported_by_users_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_sessions" ADD CONSTRAINT "opening_sessions_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_sessions" ADD CONSTRAINT "opening_sessions_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released_bid_keys" ADD CONSTRAINT "released_bid_keys_upload_id_bid_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."bid_uploads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released_bid_keys" ADD CONSTRAINT "released_bid_keys_released_by_users_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released_shares" ADD CONSTRAINT "released_shares_upload_id_bid_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."bid_uploads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released_shares" ADD CONSTRAINT "released_shares_released_by_users_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_log_commitments" ADD CONSTRAINT "sealed_log_commitments_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_log_entries" ADD CONSTRAINT "sealed_log_entries_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_log_entries" ADD CONSTRAINT "sealed_log_entries_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_log_entries" ADD CONSTRAINT "sealed_log_entries_bidder_id_organisations_id_fk" FOREIGN KEY ("bidder_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_log_entries" ADD CONSTRAINT "sealed_log_entries_signing_key_id_signing_keys_id_fk" FOREIGN KEY ("signing_key_id") REFERENCES "public"."signing_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealing_key_proofs" ADD CONSTRAINT "sealing_key_proofs_key_id_sealing_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."sealing_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealing_keys" ADD CONSTRAINT "sealing_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealing_keys" ADD CONSTRAINT "sealing_keys_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sealed_log_by_time" ON "sealed_log_entries" USING btree ("tender_id","at");--> statement-breakpoint
CREATE INDEX "sealing_keys_by_user" ON "sealing_keys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sealing_keys_by_organisation" ON "sealing_keys" USING btree ("organisation_id");--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD CONSTRAINT "bid_submissions_upload_id_bid_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."bid_uploads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_submissions" DROP COLUMN "envelope";--> statement-breakpoint
ALTER TABLE "tender_versions" DROP COLUMN "opening_officers";--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD CONSTRAINT "bid_submissions_upload_id_unique" UNIQUE("upload_id");