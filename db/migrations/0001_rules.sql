-- The deciding clock: everything that depends on a deadline asks this function.
CREATE FUNCTION portal_now() RETURNS timestamptz LANGUAGE sql VOLATILE
AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'lot_failures', 'provenance_notes', 'bid_submissions', 'bid_withdrawals', 'bid_openings', 'opened_bids',
    'interest_declarations', 'bid_reviews', 'evaluation_reports', 'candidate_notices', 'awards',
    'contracts', 'contract_confirmations', 'contract_years', 'year_headcounts', 'premium_payments',
    'settlement_proposals', 'settlement_returns', 'settlement_confirmations', 'settlements',
    'settlement_disclosures', 'audit_events', 'sealed_events'
  ] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A published tender says what it said: neither it nor its lots or opening officers change.
CREATE FUNCTION refuse_change_after_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_tender text := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) ->> TG_ARGV[0] END;
  new_tender text := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) ->> TG_ARGV[0] END;
BEGIN
  IF TG_TABLE_NAME = 'tenders' THEN
    IF OLD.published_at IS NOT NULL THEN
      RAISE EXCEPTION 'tender % is published and cannot change', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF EXISTS (SELECT 1 FROM tenders WHERE id IN (old_tender, new_tender) AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'tender % is published and cannot change', coalesce(old_tender, new_tender) USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER fixed_by_publication BEFORE UPDATE OR DELETE ON tenders
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_publication('id');
--> statement-breakpoint
CREATE TRIGGER fixed_by_publication BEFORE INSERT OR UPDATE OR DELETE ON lots
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_publication('tender_id');
--> statement-breakpoint
CREATE TRIGGER fixed_by_publication BEFORE INSERT OR UPDATE OR DELETE ON opening_officers
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_publication('tender_id');
--> statement-breakpoint
-- 投标截止: an envelope or a withdrawal at or after the deadline is late (招标投标法 第二十八条).
CREATE FUNCTION refuse_late_bid() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE tender tenders;
BEGIN
  IF TG_TABLE_NAME = 'bid_submissions' THEN
    SELECT * INTO tender FROM tenders WHERE id = NEW.tender_id;
    IF tender.published_at IS NULL OR NEW.submitted_at < tender.published_at OR NEW.submitted_at >= tender.bid_deadline
      OR EXISTS (SELECT 1 FROM bid_openings WHERE tender_id = NEW.tender_id) THEN
      RAISE EXCEPTION 'bid outside the bidding time' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSE
    SELECT t.* INTO tender FROM tenders t JOIN bid_submissions s ON s.tender_id = t.id WHERE s.id = NEW.submission_id;
    IF NEW.withdrawn_at >= tender.bid_deadline THEN
      RAISE EXCEPTION 'withdrawal after the deadline' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER in_bidding_time BEFORE INSERT ON bid_submissions FOR EACH ROW EXECUTE FUNCTION refuse_late_bid();
--> statement-breakpoint
CREATE TRIGGER in_bidding_time BEFORE INSERT ON bid_withdrawals FOR EACH ROW EXECUTE FUNCTION refuse_late_bid();
--> statement-breakpoint
CREATE FUNCTION refuse_early_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.opened_at < (SELECT bid_deadline FROM tenders WHERE id = NEW.tender_id) THEN
    RAISE EXCEPTION 'opening before the deadline' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER after_deadline BEFORE INSERT ON bid_openings FOR EACH ROW EXECUTE FUNCTION refuse_early_opening();
--> statement-breakpoint
CREATE FUNCTION refuse_change_after_signing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.signed_at IS NOT NULL THEN
    RAISE EXCEPTION 'score sheet is signed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER fixed_by_signing BEFORE UPDATE OR DELETE ON score_sheets
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_signing();
