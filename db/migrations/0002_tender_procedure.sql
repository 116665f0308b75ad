CREATE TABLE "award_cancellations" (
	"award_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"rule" text NOT NULL,
	"cancelled_at" timestamp (3) with time zone NOT NULL,
	"cancelled_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bid_confirmations" (
	"submission_id" text NOT NULL,
	"version" integer NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" text NOT NULL,
	CONSTRAINT "bid_confirmations_submission_id_version_pk" PRIMARY KEY("submission_id","version")
);
--> statement-breakpoint
CREATE TABLE "bid_securities" (
	"id" text PRIMARY KEY NOT NULL,
	"submission_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"form" text NOT NULL,
	"received_on" date NOT NULL,
	"document" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "bid_securities_submission_id_unique" UNIQUE("submission_id"),
	CONSTRAINT "security_positive" CHECK ("bid_securities"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "bid_security_returns" (
	"security_id" text PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"on" date NOT NULL,
	"document" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unopened_bids" (
	"submission_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contract_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"province" text NOT NULL,
	"document" text NOT NULL,
	"issued_on" date NOT NULL,
	"content" json NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by" text NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "contract_templates_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "bid_clarification_answers" (
	"request_id" text PRIMARY KEY NOT NULL,
	"answer" text NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	"answered_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bid_clarification_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"submission_id" text NOT NULL,
	"round" integer NOT NULL,
	"question" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" text NOT NULL,
	"answer_due" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluation_rounds" (
	"lot_id" text NOT NULL,
	"round" integer NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "evaluation_rounds_lot_id_round_pk" PRIMARY KEY("lot_id","round")
);
--> statement-breakpoint
CREATE TABLE "expert_draws" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"number" integer NOT NULL,
	"reason" text NOT NULL,
	"places" integer NOT NULL,
	"pool" json NOT NULL,
	"excluded" json NOT NULL,
	"seed" text NOT NULL,
	"seed_sha256" text NOT NULL,
	"committed_at" timestamp (3) with time zone NOT NULL,
	"committed_by" text NOT NULL,
	"drawn" json,
	"revealed_at" timestamp (3) with time zone,
	"revealed_by" text,
	CONSTRAINT "one_draw_number_each" UNIQUE("tender_id","number")
);
--> statement-breakpoint
CREATE TABLE "expert_profiles" (
	"user_id" text PRIMARY KEY NOT NULL,
	"speciality" text NOT NULL,
	"region" text NOT NULL,
	"employer" text NOT NULL,
	"valid_until" date
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"event_key" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"link" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "told_once" UNIQUE("user_id","event_key")
);
--> statement-breakpoint
CREATE TABLE "outgoing_mails" (
	"notification_id" bigint PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"message_id" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"gave_up_at" timestamp (3) with time zone,
	"last_error" text,
	CONSTRAINT "outgoing_mails_message_id_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "complaint_decisions" (
	"complaint_id" text PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"remedy" text NOT NULL,
	"decision" text NOT NULL,
	"document" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "complaints" (
	"id" text PRIMARY KEY NOT NULL,
	"objection_id" text NOT NULL,
	"facts" text NOT NULL,
	"request" text NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"filed_by" text NOT NULL,
	"decision_due" date NOT NULL,
	CONSTRAINT "complaints_objection_id_unique" UNIQUE("objection_id")
);
--> statement-breakpoint
CREATE TABLE "objection_answers" (
	"objection_id" text PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"remedy" text NOT NULL,
	"answer" text NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	"answered_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "objections" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"lot_id" text,
	"objector_id" text NOT NULL,
	"subject" text NOT NULL,
	"act" text NOT NULL,
	"ground" text NOT NULL,
	"evidence" text NOT NULL,
	"remedy_asked" text NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"filed_by" text NOT NULL,
	"answer_due" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suspension_orders" (
	"complaint_id" text PRIMARY KEY NOT NULL,
	"document" text NOT NULL,
	"until" date NOT NULL,
	"ordered_at" timestamp (3) with time zone NOT NULL,
	"ordered_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qualified_institutions" (
	"list_id" text NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"head_office" text NOT NULL,
	"region" text NOT NULL,
	CONSTRAINT "qualified_institutions_list_id_name_pk" PRIMARY KEY("list_id","name")
);
--> statement-breakpoint
CREATE TABLE "qualified_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"in_force_from" date NOT NULL,
	"source" text NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	"imported_by" text NOT NULL,
	CONSTRAINT "qualified_lists_in_force_from_unique" UNIQUE("in_force_from")
);
--> statement-breakpoint
CREATE TABLE "clarification_answers" (
	"question_id" text PRIMARY KEY NOT NULL,
	"answer" text NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	"answered_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clarification_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"question" text NOT NULL,
	"asker_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consultation_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"consultation_id" text NOT NULL,
	"comment" text NOT NULL,
	"organisation_id" text NOT NULL,
	"commented_by" text NOT NULL,
	"commented_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consultation_replies" (
	"comment_id" text PRIMARY KEY NOT NULL,
	"adopted" boolean NOT NULL,
	"reply" text NOT NULL,
	"replied_at" timestamp (3) with time zone NOT NULL,
	"replied_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consultations" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"number" integer NOT NULL,
	"terms" json NOT NULL,
	"introduction" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" text NOT NULL,
	"last_day" date NOT NULL,
	CONSTRAINT "one_consultation_number_each" UNIQUE("tender_id","number")
);
--> statement-breakpoint
CREATE TABLE "tender_files" (
	"id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"uploaded_by" text NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tender_versions" (
	"tender_id" text NOT NULL,
	"version" integer NOT NULL,
	"terms" json NOT NULL,
	"opening_officers" json NOT NULL,
	"changes" json NOT NULL,
	"affects_bids" boolean NOT NULL,
	"reason" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "tender_versions_tender_id_version_pk" PRIMARY KEY("tender_id","version")
);
--> statement-breakpoint
CREATE TABLE "other_procedure_files" (
	"id" text PRIMARY KEY NOT NULL,
	"lot_id" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "other_procedures" (
	"lot_id" text PRIMARY KEY NOT NULL,
	"method" text NOT NULL,
	"reason" text NOT NULL,
	"rule" text NOT NULL,
	"document" text NOT NULL,
	"file_id" text NOT NULL,
	"insurer_id" text NOT NULL,
	"offer" json NOT NULL,
	"decided_on" date NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retenders" (
	"failed_lot_id" text PRIMARY KEY NOT NULL,
	"tender_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "awards" DROP CONSTRAINT "awards_submission_id_unique";--> statement-breakpoint
ALTER TABLE "awards" DROP CONSTRAINT "awards_lot_id_evaluation_reports_lot_id_fk";
--> statement-breakpoint
ALTER TABLE "candidate_notices" DROP CONSTRAINT "candidate_notices_lot_id_evaluation_reports_lot_id_fk";
--> statement-breakpoint
ALTER TABLE "evaluation_reports" DROP CONSTRAINT "evaluation_reports_lot_id_lots_id_fk";
--> statement-breakpoint
ALTER TABLE "contracts" DROP CONSTRAINT "contracts_lot_id_awards_lot_id_fk";
--> statement-breakpoint
ALTER TABLE "bid_reviews" DROP CONSTRAINT "bid_reviews_submission_id_stage_pk";--> statement-breakpoint
ALTER TABLE "score_sheets" DROP CONSTRAINT "score_sheets_lot_id_expert_id_pk";--> statement-breakpoint
ALTER TABLE "awards" DROP CONSTRAINT "awards_pkey";--> statement-breakpoint
ALTER TABLE "candidate_notices" DROP CONSTRAINT "candidate_notices_pkey";--> statement-breakpoint
ALTER TABLE "evaluation_reports" DROP CONSTRAINT "evaluation_reports_pkey";--> statement-breakpoint
-- Awards made before there were rounds are the first of their lot, named by it.
ALTER TABLE "awards" ADD COLUMN "id" text;--> statement-breakpoint
ALTER TABLE "awards" ADD COLUMN "number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "awards" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "awards" DISABLE TRIGGER append_only;--> statement-breakpoint
UPDATE "awards" SET "id" = "lot_id";--> statement-breakpoint
ALTER TABLE "awards" ENABLE TRIGGER append_only;--> statement-breakpoint
ALTER TABLE "awards" ADD PRIMARY KEY ("id");--> statement-breakpoint
ALTER TABLE "awards" ALTER COLUMN "number" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "awards" ALTER COLUMN "round" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "candidate_notices" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation_reports" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "bid_submissions" ADD COLUMN "tender_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "bid_reviews" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "bid_reviews" ADD COLUMN "findings" json DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "committee_members" ADD COLUMN "draw_number" integer;--> statement-breakpoint
ALTER TABLE "committee_members" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "committee_members" ADD COLUMN "removal_reason" text;--> statement-breakpoint
ALTER TABLE "score_sheets" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "candidate_notices" ADD CONSTRAINT "candidate_notices_lot_id_round_pk" PRIMARY KEY("lot_id","round");--> statement-breakpoint
ALTER TABLE "evaluation_reports" ADD CONSTRAINT "evaluation_reports_lot_id_round_pk" PRIMARY KEY("lot_id","round");--> statement-breakpoint
ALTER TABLE "bid_reviews" ADD CONSTRAINT "bid_reviews_submission_id_stage_round_pk" PRIMARY KEY("submission_id","stage","round");--> statement-breakpoint
ALTER TABLE "score_sheets" ADD CONSTRAINT "score_sheets_lot_id_expert_id_round_pk" PRIMARY KEY("lot_id","expert_id","round");--> statement-breakpoint
INSERT INTO "evaluation_rounds" ("lot_id", "round", "reason", "started_at")
SELECT DISTINCT o."lot_id", 1, '', b."opened_at" FROM "opened_bids" o JOIN "bid_openings" b ON b."tender_id" = o."tender_id";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "valid_until" date;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "review_items" json DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "experience" json DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "clauses" json DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "contact" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenders" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "award_cancellations" ADD CONSTRAINT "award_cancellations_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_cancellations" ADD CONSTRAINT "award_cancellations_cancelled_by_users_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_confirmations" ADD CONSTRAINT "bid_confirmations_submission_id_bid_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."bid_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_confirmations" ADD CONSTRAINT "bid_confirmations_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_securities" ADD CONSTRAINT "bid_securities_submission_id_opened_bids_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."opened_bids"("submission_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_securities" ADD CONSTRAINT "bid_securities_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_security_returns" ADD CONSTRAINT "bid_security_returns_security_id_bid_securities_id_fk" FOREIGN KEY ("security_id") REFERENCES "public"."bid_securities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_security_returns" ADD CONSTRAINT "bid_security_returns_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unopened_bids" ADD CONSTRAINT "unopened_bids_submission_id_bid_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."bid_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_templates" ADD CONSTRAINT "contract_templates_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_clarification_answers" ADD CONSTRAINT "bid_clarification_answers_request_id_bid_clarification_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."bid_clarification_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_clarification_answers" ADD CONSTRAINT "bid_clarification_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_clarification_requests" ADD CONSTRAINT "bid_clarification_requests_submission_id_opened_bids_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."opened_bids"("submission_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid_clarification_requests" ADD CONSTRAINT "bid_clarification_requests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_rounds" ADD CONSTRAINT "evaluation_rounds_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_draws" ADD CONSTRAINT "expert_draws_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_draws" ADD CONSTRAINT "expert_draws_committed_by_users_id_fk" FOREIGN KEY ("committed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_draws" ADD CONSTRAINT "expert_draws_revealed_by_users_id_fk" FOREIGN KEY ("revealed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_profiles" ADD CONSTRAINT "expert_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_mails" ADD CONSTRAINT "outgoing_mails_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint_decisions" ADD CONSTRAINT "complaint_decisions_complaint_id_complaints_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint_decisions" ADD CONSTRAINT "complaint_decisions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_objection_id_objections_id_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."objections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_filed_by_users_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_answers" ADD CONSTRAINT "objection_answers_objection_id_objections_id_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."objections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_answers" ADD CONSTRAINT "objection_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_objector_id_organisations_id_fk" FOREIGN KEY ("objector_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_filed_by_users_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension_orders" ADD CONSTRAINT "suspension_orders_complaint_id_complaints_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension_orders" ADD CONSTRAINT "suspension_orders_ordered_by_users_id_fk" FOREIGN KEY ("ordered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_days" ADD CONSTRAINT "calendar_days_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualified_institutions" ADD CONSTRAINT "qualified_institutions_list_id_qualified_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."qualified_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualified_lists" ADD CONSTRAINT "qualified_lists_imported_by_users_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarification_answers" ADD CONSTRAINT "clarification_answers_question_id_clarification_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."clarification_questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarification_answers" ADD CONSTRAINT "clarification_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarification_questions" ADD CONSTRAINT "clarification_questions_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarification_questions" ADD CONSTRAINT "clarification_questions_asker_id_organisations_id_fk" FOREIGN KEY ("asker_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarification_questions" ADD CONSTRAINT "clarification_questions_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_comments" ADD CONSTRAINT "consultation_comments_consultation_id_consultations_id_fk" FOREIGN KEY ("consultation_id") REFERENCES "public"."consultations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_comments" ADD CONSTRAINT "consultation_comments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_comments" ADD CONSTRAINT "consultation_comments_commented_by_users_id_fk" FOREIGN KEY ("commented_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_replies" ADD CONSTRAINT "consultation_replies_comment_id_consultation_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."consultation_comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_replies" ADD CONSTRAINT "consultation_replies_replied_by_users_id_fk" FOREIGN KEY ("replied_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultations" ADD CONSTRAINT "consultations_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultations" ADD CONSTRAINT "consultations_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tender_files" ADD CONSTRAINT "tender_files_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tender_files" ADD CONSTRAINT "tender_files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tender_versions" ADD CONSTRAINT "tender_versions_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tender_versions" ADD CONSTRAINT "tender_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "other_procedure_files" ADD CONSTRAINT "other_procedure_files_lot_id_lot_failures_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot_failures"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "other_procedures" ADD CONSTRAINT "other_procedures_lot_id_lot_failures_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot_failures"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "other_procedures" ADD CONSTRAINT "other_procedures_insurer_id_organisations_id_fk" FOREIGN KEY ("insurer_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "other_procedures" ADD CONSTRAINT "other_procedures_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retenders" ADD CONSTRAINT "retenders_failed_lot_id_lot_failures_lot_id_fk" FOREIGN KEY ("failed_lot_id") REFERENCES "public"."lot_failures"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retenders" ADD CONSTRAINT "retenders_tender_id_tenders_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_by_user" ON "notifications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "mails_to_send" ON "outgoing_mails" USING btree ("next_attempt_at");--> statement-breakpoint
CREATE INDEX "retenders_by_tender" ON "retenders" USING btree ("tender_id");--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "award_of_a_report" FOREIGN KEY ("lot_id","round") REFERENCES "public"."evaluation_reports"("lot_id","round") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_notices" ADD CONSTRAINT "notice_of_a_report" FOREIGN KEY ("lot_id","round") REFERENCES "public"."evaluation_reports"("lot_id","round") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_reports" ADD CONSTRAINT "report_of_a_round" FOREIGN KEY ("lot_id","round") REFERENCES "public"."evaluation_rounds"("lot_id","round") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "one_award_number_each" UNIQUE("lot_id","number");