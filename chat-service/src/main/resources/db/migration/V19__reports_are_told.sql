-- Those who answer for the conversation have to hear that something was reported in it, or settled.
ALTER TABLE unpublished ADD of_reports boolean NOT NULL DEFAULT false;
