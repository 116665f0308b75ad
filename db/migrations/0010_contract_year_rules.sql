DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'headcount_answers', 'premium_receipts', 'contract_amendments', 'contract_amendment_confirmations',
    'contract_amendment_withdrawals', 'contract_terminations', 'contract_termination_answers', 'handover_records',
    'handover_answers', 'pseudonym_keys', 'claims_import_attempts', 'claims_imports', 'claims_import_reversals',
    'claims_import_outcomes', 'claims_import_findings', 'benefit_runs', 'benefit_differences', 'ledger_entries',
    'ledger_lines', 'operating_costs', 'operating_cost_reversals', 'outstanding_claims', 'account_transfers',
    'assessments', 'assessment_replies', 'assessment_decisions', 'funding_estimates', 'estimated_tenders',
    'api_tokens', 'api_token_revocations'
  ] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- 借贷平衡: asked at the commit, when all lines of an entry are there.
CREATE FUNCTION refuse_unbalanced_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry text := CASE WHEN TG_TABLE_NAME = 'ledger_entries' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'entry_id' END;
BEGIN
  IF (
    SELECT count(l.entry_id) < 2 OR sum(l.amount) <> 0 OR count(l.entry_id) <> e.line_count
    FROM ledger_entries e LEFT JOIN ledger_lines l ON l.entry_id = e.id WHERE e.id = entry GROUP BY e.line_count
  ) THEN
    RAISE EXCEPTION 'ledger entry % does not balance', entry USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_entry();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON ledger_lines DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_entry();
--> statement-breakpoint
-- An entry belongs to a year of its own contract.
CREATE FUNCTION refuse_foreign_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM contract_years WHERE id = NEW.contract_year_id AND contract_id = NEW.contract_id) THEN
    RAISE EXCEPTION 'the year belongs to another contract' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER year_of_contract BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_foreign_year();
--> statement-breakpoint
-- 年度审定后: what still may be booked is the settlement itself and premium that arrives.
CREATE FUNCTION refuse_entry_of_settled_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind NOT IN ('settlement-final', 'premium-received')
    AND EXISTS (SELECT 1 FROM settlements WHERE contract_year_id = NEW.contract_year_id) THEN
    RAISE EXCEPTION 'the contract year is settled' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER year_not_settled BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_entry_of_settled_year();
--> statement-breakpoint
-- The same file counts once at a time: only after its counter-entry may it be taken again.
CREATE FUNCTION refuse_same_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM claims_imports i WHERE i.contract_year_id = NEW.contract_year_id AND i.sha256 = NEW.sha256
      AND NOT EXISTS (SELECT 1 FROM claims_import_reversals r WHERE r.import_key = i.key)
  ) THEN
    RAISE EXCEPTION 'the file was taken already' USING ERRCODE = 'unique_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM contract_years WHERE id = NEW.contract_year_id AND key = NEW.year_key) THEN
    RAISE EXCEPTION 'not the key of this year' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER file_counts_once BEFORE INSERT ON claims_imports FOR EACH ROW EXECUTE FUNCTION refuse_same_file();
--> statement-breakpoint
-- 年度审定后不再变动: claims of a settled year stay as the settlement counted them.
CREATE FUNCTION refuse_claims_of_settled_year() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE year_id text;
BEGIN
  IF TG_TABLE_NAME = 'claims_imports' THEN
    year_id := to_jsonb(NEW) ->> 'contract_year_id';
  ELSE
    SELECT contract_year_id INTO year_id FROM claims_imports WHERE key = (to_jsonb(NEW) ->> 'import_key')::integer;
  END IF;
  IF EXISTS (SELECT 1 FROM settlements WHERE contract_year_id = year_id) THEN
    RAISE EXCEPTION 'the contract year is settled' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER year_not_settled BEFORE INSERT ON claims_imports FOR EACH ROW EXECUTE FUNCTION refuse_claims_of_settled_year();
--> statement-breakpoint
CREATE TRIGGER year_not_settled BEFORE INSERT ON claims_import_reversals FOR EACH ROW EXECUTE FUNCTION refuse_claims_of_settled_year();
--> statement-breakpoint
CREATE TRIGGER never_changed BEFORE UPDATE OR TRUNCATE ON claims FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reversed_claims FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A claim leaves only with its whole file, by a counter-entry.
CREATE FUNCTION refuse_lost_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT import_key FROM gone) g
    WHERE NOT EXISTS (SELECT 1 FROM claims_import_reversals r WHERE r.import_key = g.import_key)
  ) THEN
    RAISE EXCEPTION 'a claim leaves only with the counter-entry of its file' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER only_with_counter_entry AFTER DELETE ON claims REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_lost_claims();
--> statement-breakpoint
-- 补充协议 signed by both is never given up; one given up is not signed.
CREATE FUNCTION refuse_both_signed_and_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM contract_amendments WHERE id = NEW.amendment_id FOR UPDATE;
  IF TG_TABLE_NAME = 'contract_amendment_confirmations' THEN
    IF EXISTS (SELECT 1 FROM contract_amendment_withdrawals WHERE amendment_id = NEW.amendment_id) THEN
      RAISE EXCEPTION 'the amendment was given up' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF (SELECT count(*) FROM contract_amendment_confirmations WHERE amendment_id = NEW.amendment_id) = 2 THEN
    RAISE EXCEPTION 'the amendment is signed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER signed_or_withdrawn BEFORE INSERT ON contract_amendment_confirmations FOR EACH ROW EXECUTE FUNCTION refuse_both_signed_and_withdrawn();
--> statement-breakpoint
CREATE TRIGGER signed_or_withdrawn BEFORE INSERT ON contract_amendment_withdrawals FOR EACH ROW EXECUTE FUNCTION refuse_both_signed_and_withdrawn();
--> statement-breakpoint
-- One partition a contract year, made with its first file.
CREATE FUNCTION ensure_claims_partition(year integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE IF NOT EXISTS claims_%s PARTITION OF claims FOR VALUES IN (%s)', year, year);
  EXECUTE format('CREATE TABLE IF NOT EXISTS reversed_claims_%s PARTITION OF reversed_claims FOR VALUES IN (%s)', year, year);
END $$;
