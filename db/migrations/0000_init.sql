CREATE TABLE "audit_events" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"purchase_id" text,
	"payload" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sealed_events" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sealed_events_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"purchase_id" text,
	"payload" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"lot_id" text PRIMARY KEY NOT NULL,
	"submission_id" text NOT NULL,
	"awarded_at" timestamp (3) with time zone NOT NULL,
	"awarded_by" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "awards_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "candidate_notices" (
	"lot_id" text PRIMARY KEY NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" text NOT NULL,
	"last_day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluation_reports" (
	"lot_id" text PRIMARY KEY NOT NULL,
	"ranking" json NOT NULL,
	"completed_at" timestamp (3) with time zone NOT NULL,
	"completed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bid_attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"lot_id" text NOT NULL,
	"bidder_id" text NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "bid_drafts" (
	"lot_id" text NOT NULL,
	"bidder_id" text NOT NULL,
	"content" json NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "bid_drafts_lot_id_bidder_id_pk" PRIMARY KEY("lot_id","bidder_id")
);
--> statement-breakpoint
CREATE TABLE "bid_openings" (
	"tender_id" text PRIMARY KEY NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bid_submissions" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"bidder_id" text NOT NULL,
	"revision" integer NOT NULL,
	"envelope" "bytea" NOT NULL,
	"envelope_sha256" text NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"submitted_by" text NOT NULL,
	CONSTRAINT "one_revision_each" UNIQUE("lot_id","bidder_id","revision")
);
--> statement-breakpoint
CREATE TABLE "bid_withdrawals" (
	"submission_id" text PRIMARY KEY NOT NULL,
	"withdrawn_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opened_bids" (
	"submission_id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"bidder_id" text NOT NULL,
	"price" bigint NOT NULL,
	"payout_ratios" json NOT NULL,
	"profit_rate" bigint NOT NULL,
	"loss_rate" bigint NOT NULL,
	"staffing" json NOT NULL,
	"service_promises" text NOT NULL,
	"attachments" json NOT NULL,
	CONSTRAINT "one_opened_bid_each" UNIQUE("lot_id","bidder_id"),
	CONSTRAINT "price_positive" CHECK ("opened_bids"."price" >= 0)
);
--> statement-breakpoint
CREATE TABLE "contract_confirmations" (
	"contract_id" text NOT NULL,
	"party" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_confirmations_contract_id_party_pk" PRIMARY KEY("contract_id","party")
);
--> statement-breakpoint
CREATE TABLE "contract_years" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"number" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	CONSTRAINT "one_contract_year_each" UNIQUE("contract_id","number"),
	CONSTRAINT "year_not_empty" CHECK ("contract_years"."starts_on" < "contract_years"."ends_on")
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"id" text PRIMARY KEY NOT NULL,
	"lot_id" text NOT NULL,
	"number" text NOT NULL,
	"policyholder_id" text NOT NULL,
	"insurer_id" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"terms" json NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"drafted_by" text NOT NULL,
	CONSTRAINT "contracts_lot_id_unique" UNIQUE("lot_id"),
	CONSTRAINT "contracts_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "premium_payments" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_year_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"paid_on" date NOT NULL,
	"document" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_positive" CHECK ("premium_payments"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "year_headcounts" (
	"contract_year_id" text PRIMARY KEY NOT NULL,
	"headcount" bigint NOT NULL,
	"enrolment_date" date NOT NULL,
	"document" text NOT NULL,
	"premium" bigint NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "headcount_positive" CHECK ("year_headcounts"."headcount" > 0 and "year_headcounts"."premium" > 0)
);
--> statement-breakpoint
CREATE TABLE "bid_reviews" (
	"submission_id" text NOT NULL,
	"stage" text NOT NULL,
	"passed" boolean NOT NULL,
	"reason" text NOT NULL,
	"reviewed_by" text NOT NULL,
	"reviewed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bid_reviews_submission_id_stage_pk" PRIMARY KEY("submission_id","stage")
);
--> statement-breakpoint
CREATE TABLE "committee_members" (
	"tender_id" text NOT NULL,
	"expert_id" text NOT NULL,
	"chair" boolean NOT NULL,
	"kind" text NOT NULL,
	"appointed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "committee_members_tender_id_expert_id_pk" PRIMARY KEY("tender_id","expert_id")
);
--> statement-breakpoint
CREATE TABLE "interest_declarations" (
	"tender_id" text NOT NULL,
	"expert_id" text NOT NULL,
	"conflict" boolean NOT NULL,
	"reason" text NOT NULL,
	"declared_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "interest_declarations_tender_id_expert_id_pk" PRIMARY KEY("tender_id","expert_id")
);
--> statement-breakpoint
CREATE TABLE "score_sheets" (
	"lot_id" text NOT NULL,
	"expert_id" text NOT NULL,
	"scores" json NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"signed_at" timestamp (3) with time zone,
	CONSTRAINT "score_sheets_lot_id_expert_id_pk" PRIMARY KEY("lot_id","expert_id")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"region" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organisations_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"login_name" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_failed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"login_name" text NOT NULL,
	"password_hash" text NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_login_name_unique" UNIQUE("login_name")
);
--> statement-breakpoint
CREATE TABLE "settlement_confirmations" (
	"proposal_id" text PRIMARY KEY NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settlement_disclosures" (
	"contract_year_id" text PRIMARY KEY NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settlement_proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_year_id" text NOT NULL,
	"version" integer NOT NULL,
	"figures" json NOT NULL,
	"evidence" json NOT NULL,
	"settlement" json NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_proposal_version_each" UNIQUE("contract_year_id","version")
);
--> statement-breakpoint
CREATE TABLE "settlement_returns" (
	"proposal_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"returned_by" text NOT NULL,
	"returned_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settlements" (
	"contract_year_id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"outcome" text NOT NULL,
	"premium" bigint NOT NULL,
	"incurred_claims" bigint NOT NULL,
	"admitted_cost" bigint NOT NULL,
	"balance" bigint NOT NULL,
	"kept_by_insurer" bigint NOT NULL,
	"returned_to_fund" bigint NOT NULL,
	"to_reserve" bigint NOT NULL,
	"policy_loss" bigint NOT NULL,
	"operating_loss" bigint NOT NULL,
	"borne_by_insurer" bigint NOT NULL,
	"borne_by_fund" bigint NOT NULL,
	"from_reserve" bigint NOT NULL,
	"assessment_deduction" bigint NOT NULL,
	"payable_by_insurer" bigint NOT NULL,
	"payable_by_fund" bigint NOT NULL,
	"loss_ratio" bigint NOT NULL,
	"signed_off_by" text NOT NULL,
	"signed_off_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "settlements_proposal_id_unique" UNIQUE("proposal_id"),
	CONSTRAINT "balance_is_premium_less_cost" CHECK ("settlements"."balance" = "settlements"."premium" - "settlements"."incurred_claims" - "settlements"."admitted_cost"),
	CONSTRAINT "parts_equal_balance" CHECK ("settlements"."balance" = "settlements"."kept_by_insurer" + "settlements"."returned_to_fund" - "settlements"."borne_by_insurer" - "settlements"."borne_by_fund")
);
--> statement-breakpoint
CREATE TABLE "lot_failures" (
	"lot_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"detail" text NOT NULL,
	"source" text NOT NULL,
	"failed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lots" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"districts" text NOT NULL,
	"headcount" bigint NOT NULL,
	"bid_basis" text NOT NULL,
	"price_ceiling" bigint NOT NULL,
	"price_floor" bigint,
	"funding_per_head" bigint NOT NULL,
	CONSTRAINT "lot_number_once" UNIQUE("tender_id","number")
);
--> statement-breakpoint
CREATE TABLE "opening_officers" (
	"tender_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "opening_officers_tender_id_user_id_pk" PRIMARY KEY("tender_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "provenance_notes" (
	"subject_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "provenance_notes_subject_id_position_pk" PRIMARY KEY("subject_id","position")
);
--> statement-breakpoint
CREATE TABLE "tenders" (
	"id" text PRIMARY KEY NOT NULL,
	"procuring_entity_id" text NOT NULL,
	"retender_of" text,
	"title" text NOT NULL,
	"project_number" text NOT NULL,
	"region" text NOT NULL,
	"regime" text NOT NULL,
	"budget" bigint NOT NULL,
	"bid_security" bigint NOT NULL,
	"term_months" integer NOT NULL,
	"short_term_reason" text NOT NULL,
	"coverage_starts_on" date NOT NULL,
	"documents_from" date NOT NULL,
	"documents_until" date NOT NULL,
	"bid_deadline" timestamp (3) with time zone NOT NULL,
	"benefit_terms" json NOT NULL,
	"tier_weights" json NOT NULL,
	"profit_rate_ceiling" bigint NOT NULL,
	"settlement_rules" json NOT NULL,
	"criteria" json NOT NULL,
	"tie_breakers" json NOT NULL,
	"calendar_overrides" json NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"published_by" text,
	CONSTRAINT "one_retender_each" UNIQUE("retender_of"),
	CONSTRAINT "publication_complete" CHECK (("tenders"."published_at" is null) = ("tenders"."published_by" is null)),
	CONSTRAINT "money_not_negative" CHECK ("tenders"."budget" >= 0 and "tenders"."bid_security" >= 0)
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_events" ADD CONSTRAINT "sealed_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_events" ADD CONSTRAINT "sealed_events_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_lot_id_evaluation_reports_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."evaluation_reports"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_submission_id_opened_bids_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."opened_bids"("submission_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_awarded_by_users_id_fk" FOREIGN KEY ("awarded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_notices" ADD CONSTRAINT "candidate_notices_lot_id_evaluation_reports_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."evaluation_reports"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_notices" ADD CONSTRAINT "candidate_notices_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_reports" ADD CONSTRAINT "evaluation_reports_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_reports" ADD CONSTRAINT "evaluation_reports_completed_by_users_id_fk" FOREIGN KEY ("completed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_attachments" ADD CONSTRAINT "bid_attachments_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_attachments" ADD CONSTRAINT "bid_attachments_bidder_id_organisations_id_fk" FOREIGN KEY ("bidder_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_drafts" ADD CONSTRAINT "bid_drafts_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_drafts" ADD CONSTRAINT "bid_drafts_bidder_id_organisations_id_fk" FOREIGN KEY ("bidder_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_drafts" ADD CONSTRAINT "bid_drafts_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_openings" ADD CONSTRAINT "bid_openings_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_openings" ADD CONSTRAINT "bid_openings_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD CONSTRAINT "bid_submissions_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD CONSTRAINT "bid_submissions_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD CONSTRAINT "bid_submissions_bidder_id_organisations_id_fk" FOREIGN KEY ("bidder_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD CONSTRAINT "bid_submissions_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_withdrawals" ADD CONSTRAINT "bid_withdrawals_submission_id_bid_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."bid_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_withdrawals" ADD CONSTRAINT "bid_withdrawals_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_bids" ADD CONSTRAINT "opened_bids_submission_id_bid_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."bid_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_bids" ADD CONSTRAINT "opened_bids_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_bids" ADD CONSTRAINT "opened_bids_bidder_id_organisations_id_fk" FOREIGN KEY ("bidder_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_bids" ADD CONSTRAINT "opened_at_an_opening" FOREIGN KEY ("tender_id") REFERENCES "public"."bid_openings"("tender_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_confirmations" ADD CONSTRAINT "contract_confirmations_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_confirmations" ADD CONSTRAINT "contract_confirmations_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_years" ADD CONSTRAINT "contract_years_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_lot_id_awards_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."awards"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_policyholder_id_organisations_id_fk" FOREIGN KEY ("policyholder_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_insurer_id_organisations_id_fk" FOREIGN KEY ("insurer_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_drafted_by_users_id_fk" FOREIGN KEY ("drafted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "premium_payments" ADD CONSTRAINT "premium_payments_contract_year_id_year_headcounts_contract_year_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."year_headcounts"("contract_year_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "premium_payments" ADD CONSTRAINT "premium_payments_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD CONSTRAINT "year_headcounts_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD CONSTRAINT "year_headcounts_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_reviews" ADD CONSTRAINT "bid_reviews_submission_id_opened_bids_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."opened_bids"("submission_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_reviews" ADD CONSTRAINT "bid_reviews_reviewed_by_users_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_members" ADD CONSTRAINT "committee_members_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_members" ADD CONSTRAINT "committee_members_expert_id_users_id_fk" FOREIGN KEY ("expert_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_declarations" ADD CONSTRAINT "interest_declarations_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_declarations" ADD CONSTRAINT "interest_declarations_expert_id_users_id_fk" FOREIGN KEY ("expert_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_sheets" ADD CONSTRAINT "score_sheets_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_sheets" ADD CONSTRAINT "score_sheets_expert_id_users_id_fk" FOREIGN KEY ("expert_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_confirmations" ADD CONSTRAINT "settlement_confirmations_proposal_id_settlement_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."settlement_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_confirmations" ADD CONSTRAINT "settlement_confirmations_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_disclosures" ADD CONSTRAINT "settlement_disclosures_contract_year_id_settlements_contract_year_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."settlements"("contract_year_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_disclosures" ADD CONSTRAINT "settlement_disclosures_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_proposals" ADD CONSTRAINT "settlement_proposals_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_proposals" ADD CONSTRAINT "settlement_proposals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_returns" ADD CONSTRAINT "settlement_returns_proposal_id_settlement_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."settlement_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_returns" ADD CONSTRAINT "settlement_returns_returned_by_users_id_fk" FOREIGN KEY ("returned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_proposal_id_settlement_confirmations_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."settlement_confirmations"("proposal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_signed_off_by_users_id_fk" FOREIGN KEY ("signed_off_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_failures" ADD CONSTRAINT "lot_failures_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_officers" ADD CONSTRAINT "opening_officers_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_officers" ADD CONSTRAINT "opening_officers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenders" ADD CONSTRAINT "tenders_procuring_entity_id_organisations_id_fk" FOREIGN KEY ("procuring_entity_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenders" ADD CONSTRAINT "tenders_retender_of_tenders_id_fk" FOREIGN KEY ("retender_of") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenders" ADD CONSTRAINT "tenders_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenders" ADD CONSTRAINT "tenders_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_by_subject" ON "audit_events" USING btree ("subject_id","position");--> statement-breakpoint
CREATE INDEX "audit_events_by_purchase" ON "audit_events" USING btree ("purchase_id","position");--> statement-breakpoint
CREATE INDEX "sealed_events_by_purchase" ON "sealed_events" USING btree ("purchase_id","position");--> statement-breakpoint
CREATE INDEX "attachments_by_bidder" ON "bid_attachments" USING btree ("lot_id","bidder_id");--> statement-breakpoint
CREATE INDEX "submissions_by_tender" ON "bid_submissions" USING btree ("tender_id");--> statement-breakpoint
CREATE INDEX "users_by_organisation" ON "users" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "tenders_published" ON "tenders" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "tenders_by_entity" ON "tenders" USING btree ("procuring_entity_id","id");