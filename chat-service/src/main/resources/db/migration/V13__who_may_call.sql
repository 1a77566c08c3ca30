-- Who may call somebody; without a row everybody whom they have a direct conversation with.
ALTER TABLE preference ADD calls_from text NOT NULL DEFAULT 'everybody' CHECK (calls_from IN ('everybody', 'nobody'));
