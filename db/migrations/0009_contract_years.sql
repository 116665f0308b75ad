-- Premiums and settlements from before have no entries in the accounts that this version keeps, and none can be made up.
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM year_headcounts) THEN
    RAISE EXCEPTION 'This version keeps accounts of each contract year and cannot take over the premiums of an earlier one. Start with an empty database: remove the data folder (.data), or name another DATABASE_URL.';
  END IF;
END $$;
--> statement-breakpoint
CREATE TABLE "api_token_revocations" (
	"token_id" text PRIMARY KEY NOT NULL,
	"revoked_by" text NOT NULL,
	"revoked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"label" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_on" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "api_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "assessment_decisions" (
	"assessment_id" text PRIMARY KEY NOT NULL,
	"deduction" bigint NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decided_not_negative" CHECK ("assessment_decisions"."deduction" >= 0)
);
--> statement-breakpoint
CREATE TABLE "assessment_replies" (
	"assessment_id" text PRIMARY KEY NOT NULL,
	"stance" text NOT NULL,
	"text" text NOT NULL,
	"document" text NOT NULL,
	"replied_by" text NOT NULL,
	"replied_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_year_id" text NOT NULL,
	"indicator_id" text NOT NULL,
	"version" integer NOT NULL,
	"measured" bigint NOT NULL,
	"proposed_deduction" bigint NOT NULL,
	"evidence" text NOT NULL,
	"document" text NOT NULL,
	"reply_until" date NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_assessment_version_each" UNIQUE("contract_year_id","indicator_id","version"),
	CONSTRAINT "deduction_not_negative" CHECK ("assessments"."proposed_deduction" >= 0)
);
--> statement-breakpoint
CREATE TABLE "benefit_differences" (
	"year_key" integer NOT NULL,
	"run_key" integer NOT NULL,
	"claim_id" text NOT NULL,
	"kind" text NOT NULL,
	"due" bigint NOT NULL,
	"paid" bigint NOT NULL,
	CONSTRAINT "benefit_differences_year_key_run_key_claim_id_pk" PRIMARY KEY("year_key","run_key","claim_id"),
	CONSTRAINT "difference_differs" CHECK ("benefit_differences"."due" <> "benefit_differences"."paid")
);
--> statement-breakpoint
CREATE TABLE "benefit_runs" (
	"key" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "benefit_runs_key_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"contract_year_id" text NOT NULL,
	"year_key" integer NOT NULL,
	"terms" json NOT NULL,
	"import_keys" json NOT NULL,
	"claims" integer NOT NULL,
	"persons" integer NOT NULL,
	"eligible_expense" bigint NOT NULL,
	"due" bigint NOT NULL,
	"paid" bigint NOT NULL,
	"overpaid" bigint NOT NULL,
	"underpaid" bigint NOT NULL,
	"unpaid" bigint NOT NULL,
	"differences" integer NOT NULL,
	"ran_by" text NOT NULL,
	"ran_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "run_with_year" UNIQUE("key","year_key"),
	CONSTRAINT "differences_add_up" CHECK ("benefit_runs"."paid" = "benefit_runs"."due" + "benefit_runs"."overpaid" - "benefit_runs"."underpaid" - "benefit_runs"."unpaid")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"year_key" integer NOT NULL,
	"claim_id" text NOT NULL,
	"person" "bytea" NOT NULL,
	"visit_date" date NOT NULL,
	"category" text NOT NULL,
	"place" text NOT NULL,
	"eligible_expense" bigint NOT NULL,
	"total_cost" bigint NOT NULL,
	"self_funded" bigint NOT NULL,
	"basic_paid" bigint NOT NULL,
	"basic_paid_baseline" bigint NOT NULL,
	"newly_covered" bigint NOT NULL,
	"paid" bigint NOT NULL,
	"import_key" integer NOT NULL,
	"row_number" integer NOT NULL,
	CONSTRAINT "claims_year_key_claim_id_pk" PRIMARY KEY("year_key","claim_id"),
	CONSTRAINT "amounts_not_negative" CHECK (least(eligible_expense, total_cost, self_funded, basic_paid, basic_paid_baseline, newly_covered, paid) >= 0),
	CONSTRAINT "eligible_within_own_part" CHECK ("claims"."eligible_expense" <= "claims"."total_cost" - "claims"."self_funded" - "claims"."basic_paid"),
	CONSTRAINT "newly_covered_within_eligible" CHECK ("claims"."newly_covered" <= "claims"."eligible_expense")
) PARTITION BY LIST ("year_key");
--> statement-breakpoint
CREATE TABLE "claims_import_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_year_id" text NOT NULL,
	"source" text NOT NULL,
	"format" text NOT NULL,
	"reference" text NOT NULL,
	"stated" json NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims_import_findings" (
	"attempt_id" text NOT NULL,
	"position" integer NOT NULL,
	"row_number" integer NOT NULL,
	"field" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "claims_import_findings_attempt_id_position_pk" PRIMARY KEY("attempt_id","position")
);
--> statement-breakpoint
CREATE TABLE "claims_import_outcomes" (
	"attempt_id" text PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"totals" json,
	"finding_count" integer NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims_import_progress" (
	"attempt_id" text PRIMARY KEY NOT NULL,
	"stage" text NOT NULL,
	"rows" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims_import_reversals" (
	"import_key" integer PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"document" text NOT NULL,
	"reversed_by" text NOT NULL,
	"reversed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims_imports" (
	"key" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "claims_imports_key_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"contract_year_id" text NOT NULL,
	"year_key" integer NOT NULL,
	"number" integer NOT NULL,
	"attempt_id" text NOT NULL,
	"sha256" text NOT NULL,
	"totals" json NOT NULL,
	"paid" bigint NOT NULL,
	"pseudonym_key_id" text NOT NULL,
	"taken_by" text NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "claims_imports_attempt_id_unique" UNIQUE("attempt_id"),
	CONSTRAINT "one_import_number_each" UNIQUE("contract_year_id","number")
);
--> statement-breakpoint
CREATE TABLE "pseudonym_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"first_used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reversed_claims" (
	"year_key" integer NOT NULL,
	"claim_id" text NOT NULL,
	"person" "bytea" NOT NULL,
	"visit_date" date NOT NULL,
	"category" text NOT NULL,
	"place" text NOT NULL,
	"eligible_expense" bigint NOT NULL,
	"total_cost" bigint NOT NULL,
	"self_funded" bigint NOT NULL,
	"basic_paid" bigint NOT NULL,
	"basic_paid_baseline" bigint NOT NULL,
	"newly_covered" bigint NOT NULL,
	"paid" bigint NOT NULL,
	"import_key" integer NOT NULL,
	"row_number" integer NOT NULL,
	CONSTRAINT "reversed_claims_year_key_import_key_claim_id_pk" PRIMARY KEY("year_key","import_key","claim_id")
) PARTITION BY LIST ("year_key");
--> statement-breakpoint
CREATE TABLE "contract_amendment_confirmations" (
	"amendment_id" text NOT NULL,
	"party" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_amendment_confirmations_amendment_id_party_pk" PRIMARY KEY("amendment_id","party")
);
--> statement-breakpoint
CREATE TABLE "contract_amendment_withdrawals" (
	"amendment_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"withdrawn_by" text NOT NULL,
	"withdrawn_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contract_amendments" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"effective_on" date NOT NULL,
	"reason" text NOT NULL,
	"document" text NOT NULL,
	"terms" json NOT NULL,
	"drafted_by" text NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_amendment_number_each" UNIQUE("contract_id","number"),
	CONSTRAINT "amendment_has_reason" CHECK ("contract_amendments"."reason" <> '' and "contract_amendments"."document" <> '')
);
--> statement-breakpoint
CREATE TABLE "contract_termination_answers" (
	"termination_id" text PRIMARY KEY NOT NULL,
	"answer" text NOT NULL,
	"reason" text NOT NULL,
	"answered_by" text NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contract_terminations" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"cause" text NOT NULL,
	"liable_party" text NOT NULL,
	"liability" text NOT NULL,
	"liability_amount" bigint NOT NULL,
	"effective_on" date NOT NULL,
	"reason" text NOT NULL,
	"document" text NOT NULL,
	"declared_party" text NOT NULL,
	"declared_by" text NOT NULL,
	"declared_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "liability_not_negative" CHECK ("contract_terminations"."liability_amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "handover_answers" (
	"record_id" text PRIMARY KEY NOT NULL,
	"answer" text NOT NULL,
	"reason" text NOT NULL,
	"answered_by" text NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handover_records" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"item" text NOT NULL,
	"version" integer NOT NULL,
	"handed_over_on" date NOT NULL,
	"receiver" text NOT NULL,
	"document" text NOT NULL,
	"note" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_handover_version_each" UNIQUE("contract_id","item","version")
);
--> statement-breakpoint
CREATE TABLE "estimated_tenders" (
	"tender_id" text PRIMARY KEY NOT NULL,
	"estimate_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "funding_estimates" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"procuring_entity_id" text NOT NULL,
	"base_year_id" text NOT NULL,
	"candidate" json NOT NULL,
	"result" json NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_year_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"transferred_on" date NOT NULL,
	"document" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "transfer_positive" CHECK ("account_transfers"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"contract_year_id" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"booked_on" date NOT NULL,
	"source_id" text NOT NULL,
	"line_count" integer NOT NULL,
	"memo" text NOT NULL,
	"document" text NOT NULL,
	"posted_by" text NOT NULL,
	"posted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_entry_number_each" UNIQUE("contract_id","number"),
	CONSTRAINT "one_entry_a_source" UNIQUE("kind","source_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_lines" (
	"entry_id" text NOT NULL,
	"position" integer NOT NULL,
	"account" text NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "ledger_lines_entry_id_position_pk" PRIMARY KEY("entry_id","position"),
	CONSTRAINT "line_not_zero" CHECK ("ledger_lines"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "operating_cost_reversals" (
	"cost_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"reversed_by" text NOT NULL,
	"reversed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operating_costs" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_year_id" text NOT NULL,
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"incurred_on" date NOT NULL,
	"amount" bigint NOT NULL,
	"allocation" json,
	"document" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cost_positive" CHECK ("operating_costs"."amount" > 0),
	CONSTRAINT "shared_cost_has_basis" CHECK (("operating_costs"."kind" = 'shared') = ("operating_costs"."allocation" is not null))
);
--> statement-breakpoint
CREATE TABLE "outstanding_claims" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_year_id" text NOT NULL,
	"as_of" date NOT NULL,
	"version" integer NOT NULL,
	"amount" bigint NOT NULL,
	"method" text NOT NULL,
	"document" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_reserve_version_each" UNIQUE("contract_year_id","as_of","version"),
	CONSTRAINT "reserve_not_negative" CHECK ("outstanding_claims"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "headcount_answers" (
	"headcount_id" text PRIMARY KEY NOT NULL,
	"contract_year_id" text NOT NULL,
	"kind" text NOT NULL,
	"agreed" boolean NOT NULL,
	"reason" text NOT NULL,
	"answered_by" text NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "disagreement_has_reason" CHECK ("headcount_answers"."agreed" or "headcount_answers"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "premium_receipts" (
	"payment_id" text PRIMARY KEY NOT NULL,
	"received_on" date NOT NULL,
	"document" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "premium_payments" DROP CONSTRAINT "premium_payments_contract_year_id_year_headcounts_contract_year_id_fk";
--> statement-breakpoint
ALTER TABLE "year_headcounts" DROP CONSTRAINT "year_headcounts_pkey";--> statement-breakpoint
ALTER TABLE "contract_years" ADD COLUMN "key" integer NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "contract_years_key_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD COLUMN "id" text PRIMARY KEY NOT NULL;--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD COLUMN "kind" text NOT NULL;--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD COLUMN "version" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD COLUMN "source" text NOT NULL;--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD CONSTRAINT "one_headcount_version_each" UNIQUE("contract_year_id","kind","version");--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD CONSTRAINT "headcount_with_year_and_kind" UNIQUE("id","contract_year_id","kind");--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "policy_loss_causes" json NOT NULL DEFAULT '["benefit-terms","basic-insurance","catalogue","pricing-data"]';--> statement-breakpoint
ALTER TABLE "tenders" ALTER COLUMN "policy_loss_causes" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "payment_schedule" json;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "assessment" json;--> statement-breakpoint
ALTER TABLE "api_token_revocations" ADD CONSTRAINT "api_token_revocations_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token_revocations" ADD CONSTRAINT "api_token_revocations_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_decisions" ADD CONSTRAINT "assessment_decisions_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_decisions" ADD CONSTRAINT "assessment_decisions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_replies" ADD CONSTRAINT "assessment_replies_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_replies" ADD CONSTRAINT "assessment_replies_replied_by_users_id_fk" FOREIGN KEY ("replied_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit_differences" ADD CONSTRAINT "difference_of_run" FOREIGN KEY ("run_key","year_key") REFERENCES "public"."benefit_runs"("key","year_key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit_runs" ADD CONSTRAINT "benefit_runs_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit_runs" ADD CONSTRAINT "benefit_runs_ran_by_users_id_fk" FOREIGN KEY ("ran_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_import_attempts" ADD CONSTRAINT "claims_import_attempts_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_import_attempts" ADD CONSTRAINT "claims_import_attempts_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_import_findings" ADD CONSTRAINT "claims_import_findings_attempt_id_claims_import_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."claims_import_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_import_outcomes" ADD CONSTRAINT "claims_import_outcomes_attempt_id_claims_import_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."claims_import_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_import_progress" ADD CONSTRAINT "claims_import_progress_attempt_id_claims_import_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."claims_import_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_import_reversals" ADD CONSTRAINT "claims_import_reversals_import_key_claims_imports_key_fk" FOREIGN KEY ("import_key") REFERENCES "public"."claims_imports"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_import_reversals" ADD CONSTRAINT "claims_import_reversals_reversed_by_users_id_fk" FOREIGN KEY ("reversed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_imports" ADD CONSTRAINT "claims_imports_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_imports" ADD CONSTRAINT "claims_imports_attempt_id_claims_import_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."claims_import_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_imports" ADD CONSTRAINT "claims_imports_pseudonym_key_id_pseudonym_keys_id_fk" FOREIGN KEY ("pseudonym_key_id") REFERENCES "public"."pseudonym_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims_imports" ADD CONSTRAINT "claims_imports_taken_by_users_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendment_confirmations" ADD CONSTRAINT "contract_amendment_confirmations_amendment_id_contract_amendments_id_fk" FOREIGN KEY ("amendment_id") REFERENCES "public"."contract_amendments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendment_confirmations" ADD CONSTRAINT "contract_amendment_confirmations_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendment_withdrawals" ADD CONSTRAINT "contract_amendment_withdrawals_amendment_id_contract_amendments_id_fk" FOREIGN KEY ("amendment_id") REFERENCES "public"."contract_amendments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendment_withdrawals" ADD CONSTRAINT "contract_amendment_withdrawals_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendments" ADD CONSTRAINT "contract_amendments_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendments" ADD CONSTRAINT "contract_amendments_drafted_by_users_id_fk" FOREIGN KEY ("drafted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_termination_answers" ADD CONSTRAINT "contract_termination_answers_termination_id_contract_terminations_id_fk" FOREIGN KEY ("termination_id") REFERENCES "public"."contract_terminations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_termination_answers" ADD CONSTRAINT "contract_termination_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_terminations" ADD CONSTRAINT "contract_terminations_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_terminations" ADD CONSTRAINT "contract_terminations_declared_by_users_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_answers" ADD CONSTRAINT "handover_answers_record_id_handover_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."handover_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_answers" ADD CONSTRAINT "handover_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_records" ADD CONSTRAINT "handover_records_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_records" ADD CONSTRAINT "handover_records_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estimated_tenders" ADD CONSTRAINT "estimated_tenders_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estimated_tenders" ADD CONSTRAINT "estimated_tenders_estimate_id_funding_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "public"."funding_estimates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_estimates" ADD CONSTRAINT "funding_estimates_procuring_entity_id_organisations_id_fk" FOREIGN KEY ("procuring_entity_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_estimates" ADD CONSTRAINT "funding_estimates_base_year_id_contract_years_id_fk" FOREIGN KEY ("base_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_estimates" ADD CONSTRAINT "funding_estimates_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_transfers" ADD CONSTRAINT "account_transfers_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_transfers" ADD CONSTRAINT "account_transfers_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_posted_by_users_id_fk" FOREIGN KEY ("posted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_entry_id_ledger_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operating_cost_reversals" ADD CONSTRAINT "operating_cost_reversals_cost_id_operating_costs_id_fk" FOREIGN KEY ("cost_id") REFERENCES "public"."operating_costs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operating_cost_reversals" ADD CONSTRAINT "operating_cost_reversals_reversed_by_users_id_fk" FOREIGN KEY ("reversed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operating_costs" ADD CONSTRAINT "operating_costs_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operating_costs" ADD CONSTRAINT "operating_costs_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outstanding_claims" ADD CONSTRAINT "outstanding_claims_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outstanding_claims" ADD CONSTRAINT "outstanding_claims_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "headcount_answers" ADD CONSTRAINT "headcount_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "headcount_answers" ADD CONSTRAINT "answer_of_headcount" FOREIGN KEY ("headcount_id","contract_year_id","kind") REFERENCES "public"."year_headcounts"("id","contract_year_id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "premium_receipts" ADD CONSTRAINT "premium_receipts_payment_id_premium_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."premium_payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "premium_receipts" ADD CONSTRAINT "premium_receipts_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_by_year" ON "claims_import_attempts" USING btree ("contract_year_id","started_at");--> statement-breakpoint
CREATE INDEX "entries_by_year" ON "ledger_entries" USING btree ("contract_year_id","booked_on");--> statement-breakpoint
CREATE UNIQUE INDEX "one_agreed_headcount_each" ON "headcount_answers" USING btree ("contract_year_id","kind") WHERE "headcount_answers"."agreed";--> statement-breakpoint
ALTER TABLE "premium_payments" ADD CONSTRAINT "premium_payments_contract_year_id_contract_years_id_fk" FOREIGN KEY ("contract_year_id") REFERENCES "public"."contract_years"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_years" ADD CONSTRAINT "contract_years_key_unique" UNIQUE("key");--> statement-breakpoint
ALTER TABLE "year_headcounts" ADD CONSTRAINT "headcount_kind" CHECK ("year_headcounts"."kind" in ('estimate', 'actual'));--> statement-breakpoint
-- Terms written before say nothing of instalments and assessment, and count every cause.
ALTER TABLE "contracts" DISABLE TRIGGER append_only;--> statement-breakpoint
UPDATE "contracts" SET "terms" = (left("terms"::text, -1) || ',"policyLossCauses":["benefit-terms","basic-insurance","catalogue","pricing-data"],"paymentSchedule":null,"assessment":null,"clauses":'
  || (SELECT t."clauses"::text FROM "lots" l JOIN "tenders" t ON t."id" = l."tender_id" WHERE l."id" = "contracts"."lot_id") || '}')::json;--> statement-breakpoint
ALTER TABLE "contracts" ENABLE TRIGGER append_only;--> statement-breakpoint
ALTER TABLE "tender_versions" DISABLE TRIGGER append_only;--> statement-breakpoint
UPDATE "tender_versions" SET "terms" = (left("terms"::text, -1) || ',"policyLossCauses":["benefit-terms","basic-insurance","catalogue","pricing-data"],"paymentSchedule":null,"assessment":null}')::json;--> statement-breakpoint
ALTER TABLE "tender_versions" ENABLE TRIGGER append_only;--> statement-breakpoint
ALTER TABLE "consultations" DISABLE TRIGGER append_only;--> statement-breakpoint
UPDATE "consultations" SET "terms" = (left("terms"::text, -1) || ',"policyLossCauses":["benefit-terms","basic-insurance","catalogue","pricing-data"],"paymentSchedule":null,"assessment":null}')::json;--> statement-breakpoint
ALTER TABLE "consultations" ENABLE TRIGGER append_only;
