CREATE TABLE upgrade (
	number INTEGER NOT NULL,
	made_at DATETIME NOT NULL,
	PRIMARY KEY (number)
);
CREATE TABLE learner (
	"key" VARCHAR(64) NOT NULL,
	name VARCHAR(120) NOT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY ("key")
);
CREATE TABLE attempt (
	id INTEGER NOT NULL,
	learner VARCHAR(64) NOT NULL,
	lesson VARCHAR(120) NOT NULL,
	question VARCHAR(120) NOT NULL,
	answer VARCHAR(240) NOT NULL,
	score FLOAT NOT NULL,
	at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(learner) REFERENCES learner ("key") ON DELETE CASCADE
);
CREATE TABLE place (
	learner VARCHAR(64) NOT NULL,
	lesson VARCHAR(120) NOT NULL,
	step VARCHAR(120) NOT NULL,
	at DATETIME NOT NULL,
	PRIMARY KEY (learner, lesson),
	FOREIGN KEY(learner) REFERENCES learner ("key") ON DELETE CASCADE
);
CREATE INDEX attempt_by_lesson ON attempt (learner, lesson);
INSERT INTO upgrade VALUES(1,'2026-01-01 00:00:00.000000');
INSERT INTO learner VALUES('ben-key','','2026-01-03 03:04:05.678901');
INSERT INTO learner VALUES('ada-key','Ada','2026-01-02 03:04:05.678901');
INSERT INTO learner VALUES('cy-key','','2026-01-04 03:04:05.678901');
INSERT INTO learner VALUES('dan-key','','2026-01-04 03:04:05.678901');
INSERT INTO attempt VALUES(1,'ada-key','hip','q1','say "piriformis" ñ \ 100 %',0.5,'2026-01-02 03:04:05.678901');
INSERT INTO attempt VALUES(2,'ada-key','hip','q1','piriformis-right',1.0,'2026-01-02 03:09:05.678901');
INSERT INTO attempt VALUES(3,'ben-key','neck','q9','',0.0,'2026-01-03 03:04:05.678901');
INSERT INTO attempt VALUES(7,'ada-key','neck','q9','longus-colli-left',0.5,'2026-01-05 03:04:05.000000');
INSERT INTO place VALUES('ada-key','hip','click','2026-01-02 03:09:06.000000');
INSERT INTO place VALUES('cy-key','hip','look','2026-01-04 03:04:05.678901');
