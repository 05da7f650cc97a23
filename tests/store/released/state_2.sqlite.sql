CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE learner (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	created_at DATETIME NOT NULL,
	CONSTRAINT pk_learner PRIMARY KEY (id)
);
INSERT INTO "learner" VALUES(1,'Ada','2026-01-02 03:04:05.678901');
INSERT INTO "learner" VALUES(2,'','2026-01-02 03:04:05.678901');
CREATE TABLE identity (
	provider TEXT NOT NULL,
	"key" TEXT NOT NULL,
	learner_id INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	CONSTRAINT pk_identity PRIMARY KEY (provider, "key"),
	CONSTRAINT fk_identity_learner_id FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "identity" VALUES('cookie','ada-key',1,'2026-01-02 03:04:05.678901');
INSERT INTO "identity" VALUES('account','ada',1,'2026-01-02 03:04:05.678901');
INSERT INTO "identity" VALUES('cookie','ben-key',2,'2026-01-02 03:04:05.678901');
CREATE INDEX ix_identity_learner_id ON identity (learner_id);
CREATE TABLE place (
	learner_id INTEGER NOT NULL,
	lesson TEXT NOT NULL,
	step TEXT NOT NULL,
	run INTEGER NOT NULL,
	begun_at DATETIME NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT pk_place PRIMARY KEY (learner_id, lesson),
	CONSTRAINT fk_place_learner_id FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "place" VALUES(1,'hip','',2,'2026-01-03 03:04:05.678901','2026-01-03 03:04:05.678901');
INSERT INTO "place" VALUES(2,'neck','look',1,'2026-01-02 03:04:05.678901','2026-01-02 03:04:05.678901');
CREATE TABLE answer (
	id INTEGER NOT NULL,
	uid TEXT NOT NULL,
	learner_id INTEGER NOT NULL,
	lesson TEXT NOT NULL,
	question TEXT NOT NULL,
	kind TEXT NOT NULL,
	answer TEXT NOT NULL,
	score FLOAT NOT NULL,
	rating INTEGER,
	duration_ms INTEGER,
	run INTEGER NOT NULL,
	at DATETIME NOT NULL,
	zone TEXT NOT NULL,
	offset_minutes INTEGER NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (id),
	CONSTRAINT uq_answer_uid UNIQUE (uid),
	CONSTRAINT fk_answer_place FOREIGN KEY(learner_id, lesson) REFERENCES place (learner_id, lesson)
);
INSERT INTO "answer" VALUES(1,'a1',1,'hip','q1','click-structure','{"part":"piriformis-right","at":[1.5,-2.0]}',0.5,3,4200,1,'2026-01-02 03:04:05.678901','UTC',0);
INSERT INTO "answer" VALUES(2,'a2',1,'hip','q1','','"piriformis"',1.0,NULL,NULL,2,'2026-01-03 03:04:05.678901','UTC',0);
CREATE INDEX ix_answer_progress ON answer (learner_id, lesson, question);
CREATE TABLE upgrade (
	number INTEGER NOT NULL,
	made_at DATETIME NOT NULL,
	PRIMARY KEY (number)
);
INSERT INTO "upgrade" VALUES(1,'2026-11-30 08:25:59.126018');
INSERT INTO "upgrade" VALUES(2,'2026-11-30 08:25:59.154907');
