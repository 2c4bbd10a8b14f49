-- What a person says about events, in tables of their own: imports and syncs write the events and never these. An event's row
-- number is for ever, so a review stays with its event whatever the cloud tells of it later.

-- Marks and verdicts. verdict: 0 none, 1 real, 2 false positive, 3 unclear. author and marked_ts: who set either last, and when.
-- An event without both has no row.
CREATE TABLE review (
    event_row INTEGER PRIMARY KEY,
    reviewed INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    verdict INTEGER NOT NULL,
    author TEXT NOT NULL,
    marked_ts INTEGER NOT NULL
) STRICT;
CREATE INDEX review_reviewed ON review (reviewed);
CREATE INDEX review_verdict ON review (verdict);

CREATE TABLE review_tag (
    tag TEXT NOT NULL,
    event_row INTEGER NOT NULL,
    PRIMARY KEY (tag, event_row)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_tag_event ON review_tag (event_row);

CREATE TABLE review_note (
    note_id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_row INTEGER NOT NULL,
    author TEXT NOT NULL,
    written_ts INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX review_note_event ON review_note (event_row);

-- The journal that undo reads: what was asked for (change, as JSON), and the state of each event before it. tags is a JSON array
-- of texts, notes one of [note_id, author, written_ts, body].
CREATE TABLE review_step (
    step_id INTEGER PRIMARY KEY AUTOINCREMENT,
    author TEXT NOT NULL,
    made_ts INTEGER NOT NULL,
    change TEXT NOT NULL,
    events INTEGER NOT NULL
) STRICT;
CREATE TABLE review_before (
    step_id INTEGER NOT NULL REFERENCES review_step (step_id) ON DELETE CASCADE,
    event_row INTEGER NOT NULL,
    reviewed INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    author TEXT NOT NULL,
    marked_ts INTEGER NOT NULL,
    tags TEXT NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (step_id, event_row)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_before_event ON review_before (event_row);
