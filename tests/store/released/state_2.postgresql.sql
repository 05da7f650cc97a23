CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.answer (
    id bigint NOT NULL,
    uid text NOT NULL,
    learner_id bigint NOT NULL,
    lesson text NOT NULL,
    question text NOT NULL,
    kind text NOT NULL,
    answer text NOT NULL,
    score double precision NOT NULL,
    rating integer,
    duration_ms integer,
    run integer NOT NULL,
    at timestamp with time zone NOT NULL,
    zone text NOT NULL,
    offset_minutes integer NOT NULL
);
CREATE SEQUENCE public.answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.answer_id_seq OWNED BY public.answer.id;
CREATE TABLE public.identity (
    provider text NOT NULL,
    key text NOT NULL,
    learner_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.learner (
    id bigint NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.learner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.learner_id_seq OWNED BY public.learner.id;
CREATE TABLE public.place (
    learner_id bigint NOT NULL,
    lesson text NOT NULL,
    step text NOT NULL,
    run integer NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.upgrade (
    number integer NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.upgrade_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.upgrade_number_seq OWNED BY public.upgrade.number;
ALTER TABLE ONLY public.answer ALTER COLUMN id SET DEFAULT nextval('public.answer_id_seq'::regclass);
ALTER TABLE ONLY public.learner ALTER COLUMN id SET DEFAULT nextval('public.learner_id_seq'::regclass);
ALTER TABLE ONLY public.upgrade ALTER COLUMN number SET DEFAULT nextval('public.upgrade_number_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.answer VALUES (1, 'a1', 1, 'hip', 'q1', 'click-structure', '{"part":"piriformis-right","at":[1.5,-2.0]}', 0.5, 3, 4200, 1, '2026-01-02 03:04:05.678901+00', 'UTC', 0);
INSERT INTO public.answer VALUES (2, 'a2', 1, 'hip', 'q1', '', '"piriformis"', 1, NULL, NULL, 2, '2026-01-03 03:04:05.678901+00', 'UTC', 0);
INSERT INTO public.identity VALUES ('cookie', 'ada-key', 1, '2026-01-02 03:04:05.678901+00');
INSERT INTO public.identity VALUES ('account', 'ada', 1, '2026-01-02 03:04:05.678901+00');
INSERT INTO public.identity VALUES ('cookie', 'ben-key', 2, '2026-01-02 03:04:05.678901+00');
INSERT INTO public.learner VALUES (1, 'Ada', '2026-01-02 03:04:05.678901+00');
INSERT INTO public.learner VALUES (2, '', '2026-01-02 03:04:05.678901+00');
INSERT INTO public.place VALUES (1, 'hip', '', 2, '2026-01-03 03:04:05.678901+00', '2026-01-03 03:04:05.678901+00');
INSERT INTO public.place VALUES (2, 'neck', 'look', 1, '2026-01-02 03:04:05.678901+00', '2026-01-02 03:04:05.678901+00');
INSERT INTO public.upgrade VALUES (1, '2026-11-30 08:26:02.311715+00');
INSERT INTO public.upgrade VALUES (2, '2026-11-30 08:26:02.404726+00');
SELECT pg_catalog.setval('public.answer_id_seq', 2, true);
SELECT pg_catalog.setval('public.learner_id_seq', 2, true);
SELECT pg_catalog.setval('public.upgrade_number_seq', 1, false);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT pk_answer PRIMARY KEY (id);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT pk_identity PRIMARY KEY (provider, key);
ALTER TABLE ONLY public.learner
    ADD CONSTRAINT pk_learner PRIMARY KEY (id);
ALTER TABLE ONLY public.place
    ADD CONSTRAINT pk_place PRIMARY KEY (learner_id, lesson);
ALTER TABLE ONLY public.upgrade
    ADD CONSTRAINT upgrade_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT uq_answer_uid UNIQUE (uid);
CREATE INDEX ix_answer_progress ON public.answer USING btree (learner_id, lesson, question);
CREATE INDEX ix_identity_learner_id ON public.identity USING btree (learner_id);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT fk_answer_place FOREIGN KEY (learner_id, lesson) REFERENCES public.place(learner_id, lesson);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT fk_identity_learner_id FOREIGN KEY (learner_id) REFERENCES public.learner(id);
ALTER TABLE ONLY public.place
    ADD CONSTRAINT fk_place_learner_id FOREIGN KEY (learner_id) REFERENCES public.learner(id);
