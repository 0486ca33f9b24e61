ALTER TABLE "creation_calls" ADD COLUMN "cost_nanos" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN "currency" TEXT NOT NULL DEFAULT '',
ADD COLUMN "estimate" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN "job" TEXT NOT NULL DEFAULT '',
ADD COLUMN "trace_id" TEXT;

-- A call that goes with its person before it was ever made has cost nothing. What was held for one that may have been
-- made stays held, and is settled when its charge expires.
CREATE FUNCTION release_waiting_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH closed AS (
    UPDATE charges SET state = 'cancelled', closed_at = clock_timestamp()
    WHERE id = OLD.charge_id AND state = 'open' AND lease_id IS NULL
    RETURNING user_id, period, hold_nanos
  )
  UPDATE allowances AS a SET held_nanos = a.held_nanos - closed.hold_nanos
  FROM closed WHERE a.user_id = closed.user_id AND a.period = closed.period;
  RETURN OLD;
END
$$;

CREATE TRIGGER release_waiting_call BEFORE DELETE ON "creation_calls"
FOR EACH ROW WHEN (OLD.state = 'waiting') EXECUTE FUNCTION release_waiting_call();
