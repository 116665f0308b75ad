DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'tender_versions', 'clarification_questions', 'clarification_answers', 'consultations', 'consultation_comments',
    'consultation_replies', 'qualified_lists', 'qualified_institutions', 'objections', 'objection_answers', 'complaints',
    'suspension_orders', 'complaint_decisions', 'retenders', 'other_procedures', 'other_procedure_files',
    'evaluation_rounds', 'bid_clarification_requests', 'bid_clarification_answers', 'award_cancellations',
    'bid_confirmations', 'unopened_bids', 'bid_securities', 'bid_security_returns'
  ] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A published tender changes by an amendment only: the next version is written first, then the lots,
-- then the tender with its version raised by one, and never after the opening.
CREATE OR REPLACE FUNCTION refuse_change_after_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_tender text := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) ->> TG_ARGV[0] END;
  new_tender text := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) ->> TG_ARGV[0] END;
BEGIN
  IF TG_TABLE_NAME = 'tenders' THEN
    IF OLD.published_at IS NULL THEN RETURN coalesce(NEW, OLD); END IF;
    IF TG_OP = 'UPDATE' AND NEW.version = OLD.version + 1
      AND NEW.id = OLD.id AND NEW.procuring_entity_id = OLD.procuring_entity_id AND NEW.regime = OLD.regime
      AND NEW.published_at = OLD.published_at AND NEW.published_by = OLD.published_by
      AND EXISTS (SELECT 1 FROM tender_versions WHERE tender_id = NEW.id AND version = NEW.version)
      AND NOT EXISTS (SELECT 1 FROM bid_openings WHERE tender_id = NEW.id) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'tender % is published and changes by an amendment only', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM tenders t WHERE t.id IN (old_tender, new_tender) AND t.published_at IS NOT NULL
    AND NOT (
      (TG_TABLE_NAME = 'opening_officers' OR (TG_OP = 'UPDATE' AND old_tender = new_tender))
      AND EXISTS (SELECT 1 FROM tender_versions v WHERE v.tender_id = t.id AND v.version = t.version + 1)
    )) THEN
    RAISE EXCEPTION 'tender % is published and changes by an amendment only', coalesce(old_tender, new_tender) USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
-- No version is left without its tender at the end of a transaction.
CREATE FUNCTION refuse_dangling_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tenders WHERE id = NEW.tender_id AND version >= NEW.version AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'version % of tender % is not in force', NEW.version, NEW.tender_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER version_in_force AFTER INSERT ON tender_versions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_dangling_version();
--> statement-breakpoint
CREATE FUNCTION refuse_confirmation_after_deadline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid_submissions s JOIN tenders t ON t.id = s.tender_id
    WHERE s.id = NEW.submission_id AND (NEW.confirmed_at >= t.bid_deadline OR NEW.version > t.version
      OR EXISTS (SELECT 1 FROM bid_openings WHERE tender_id = t.id))) THEN
    RAISE EXCEPTION 'confirmation outside the bidding time' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER in_bidding_time BEFORE INSERT ON bid_confirmations FOR EACH ROW EXECUTE FUNCTION refuse_confirmation_after_deadline();
--> statement-breakpoint
-- A draw's pool and seed are fixed when its hash is published; the result is written once.
CREATE FUNCTION refuse_change_of_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.revealed_at IS NOT NULL OR NEW.revealed_at IS NULL OR NEW.drawn IS NULL
    OR (to_jsonb(NEW) - 'drawn' - 'revealed_at' - 'revealed_by') <> (to_jsonb(OLD) - 'drawn' - 'revealed_at' - 'revealed_by') THEN
    RAISE EXCEPTION 'a draw is revealed once and changes in nothing else' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER revealed_once BEFORE UPDATE OR DELETE ON expert_draws FOR EACH ROW EXECUTE FUNCTION refuse_change_of_draw();
--> statement-breakpoint
-- Who has sat in a committee stays in its list; leaving it is final.
CREATE FUNCTION refuse_change_of_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.removed_at IS NOT NULL
    OR (to_jsonb(NEW) - 'chair' - 'removed_at' - 'removal_reason') <> (to_jsonb(OLD) - 'chair' - 'removed_at' - 'removal_reason') THEN
    RAISE EXCEPTION 'a committee member leaves once and is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER member_stays BEFORE UPDATE OR DELETE ON committee_members FOR EACH ROW EXECUTE FUNCTION refuse_change_of_member();
--> statement-breakpoint
-- One award at a time: the next only after the one before was cancelled.
CREATE FUNCTION refuse_second_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM awards a WHERE a.lot_id = NEW.lot_id
    AND NOT EXISTS (SELECT 1 FROM award_cancellations c WHERE c.award_id = a.id)) THEN
    RAISE EXCEPTION 'lot % has an award in force', NEW.lot_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER one_award BEFORE INSERT ON awards FOR EACH ROW EXECUTE FUNCTION refuse_second_award();
--> statement-breakpoint
CREATE FUNCTION refuse_contract_without_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM other_procedures WHERE lot_id = NEW.lot_id)
    OR (NOT EXISTS (SELECT 1 FROM lot_failures WHERE lot_id = NEW.lot_id)
      AND EXISTS (SELECT 1 FROM awards a WHERE a.lot_id = NEW.lot_id
        AND NOT EXISTS (SELECT 1 FROM award_cancellations c WHERE c.award_id = a.id))) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'lot % has neither an award nor another procedure', NEW.lot_id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER contract_of_an_award BEFORE INSERT ON contracts FOR EACH ROW EXECUTE FUNCTION refuse_contract_without_award();
--> statement-breakpoint
-- An uploaded file is taken off the list, never changed.
CREATE FUNCTION refuse_change_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.removed_at IS NOT NULL OR EXISTS (SELECT 1 FROM tenders WHERE id = OLD.tender_id AND published_at IS NOT NULL)
    OR (to_jsonb(NEW) - 'removed_at') <> (to_jsonb(OLD) - 'removed_at') THEN
    RAISE EXCEPTION 'a published file does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER file_stays BEFORE UPDATE OR DELETE ON tender_files FOR EACH ROW EXECUTE FUNCTION refuse_change_of_file();
