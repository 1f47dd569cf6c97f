-- Postern: turns the tables of version 1 into version 2, in Apache Derby 10.14 or newer.
--
-- Rows belong to an application, and what decides in them is authenticated under the pepper; a register of owners takes the
-- place of POSTERN_LOGIN, which nothing reads any more and which may be dropped once every node runs this version.
--
-- Run this once, as a user who may alter tables, while no node runs; with postern.schema=create the application runs it. At
-- its first start with these tables, the application puts its name on the rows that were there before.

-- Whose key it is: rows of other applications are never read; '-' until the first start.
ALTER TABLE POSTERN_KEY ADD COLUMN APPLICATION VARCHAR(64) DEFAULT '-' NOT NULL;

-- 1: from before version 2, so the application is the one that upgraded, until the key is used.
ALTER TABLE POSTERN_KEY ADD COLUMN PRESUMED INTEGER DEFAULT 0 NOT NULL;

-- Authenticates what decides in this row, under the pepper; null in rows from before version 2.
ALTER TABLE POSTERN_KEY ADD COLUMN BINDING VARCHAR(128);

-- Who asked for this secret, and the lasting id of that person.
ALTER TABLE POSTERN_KEY ADD COLUMN REQUESTED_BY VARCHAR(511);

ALTER TABLE POSTERN_KEY ADD COLUMN REQUESTED_BY_ID VARCHAR(255);

-- The user who disabled it, and the instant.
ALTER TABLE POSTERN_KEY ADD COLUMN DISABLED_BY VARCHAR(511);

ALTER TABLE POSTERN_KEY ADD COLUMN DISABLED_AT BIGINT;

-- Why it was refused last, on which day (since 1970, UTC), and how often on that day.
ALTER TABLE POSTERN_KEY ADD COLUMN REFUSED_REASON VARCHAR(32);

ALTER TABLE POSTERN_KEY ADD COLUMN REFUSED_DAY BIGINT;

ALTER TABLE POSTERN_KEY ADD COLUMN REFUSED_COUNT BIGINT;

-- Over a connection that was not encrypted.
ALTER TABLE POSTERN_KEY ADD COLUMN SEEN_IN_CLEAR_AT BIGINT;

-- The pages of the administrators of one application, newest first.
CREATE INDEX POSTERN_KEY_APPLICATION_IX ON POSTERN_KEY (APPLICATION, CREATED_AT, KEY_ID);

ALTER TABLE POSTERN_EVENT ADD COLUMN APPLICATION VARCHAR(64) DEFAULT '-' NOT NULL;

-- How often it happened in its hour.
ALTER TABLE POSTERN_EVENT ADD COLUMN EVENT_COUNT BIGINT DEFAULT 1 NOT NULL;

ALTER TABLE POSTERN_DAY ADD COLUMN APPLICATION VARCHAR(64) DEFAULT '-' NOT NULL;

-- The owners: what is known of each from the last login.
CREATE TABLE POSTERN_OWNER (
    OWNER_KEY     VARCHAR(130) NOT NULL,  -- of application and hash
    APPLICATION   VARCHAR(64) NOT NULL,
    OWNER_HASH    VARCHAR(64) NOT NULL,   -- as in POSTERN_KEY
    OWNER_REALM   VARCHAR(255) NOT NULL,
    OWNER_NAME    VARCHAR(255) NOT NULL,
    OWNER_ID      VARCHAR(255),           -- what the directory of owners calls the owner, for good
    DISPLAY_NAME  VARCHAR(510),
    MAIL          VARCHAR(510),
    ORGANISATION  VARCHAR(255),
    ROLES         VARCHAR(4000),          -- at the last login, one per line
    KNOWN         INTEGER NOT NULL,       -- 1: a login told what is above; 0: a row from before version 2
    LOGIN_SOURCE  VARCHAR(16) NOT NULL,   -- local or saml
    LOGIN_AT      BIGINT NOT NULL,
    SAML_LOGIN_AT BIGINT,
    RESUMED_AT    BIGINT,                 -- when a login last woke suspended keys
    SEEN_AT       BIGINT NOT NULL,        -- when this row was last written by a login
    BINDING       VARCHAR(128),           -- authenticates this row, under the pepper
    ROW_VERSION   BIGINT NOT NULL,
    CONSTRAINT POSTERN_OWNER_PK PRIMARY KEY (OWNER_KEY)
);

CREATE INDEX POSTERN_OWNER_HASH_IX ON POSTERN_OWNER (OWNER_HASH, APPLICATION);

CREATE INDEX POSTERN_OWNER_ID_IX ON POSTERN_OWNER (OWNER_ID, APPLICATION);

INSERT INTO POSTERN_OWNER (OWNER_KEY, APPLICATION, OWNER_HASH, OWNER_REALM, OWNER_NAME, KNOWN, LOGIN_SOURCE, LOGIN_AT,
        SAML_LOGIN_AT, RESUMED_AT, SEEN_AT, ROW_VERSION)
    SELECT OWNER_HASH, '-', OWNER_HASH, OWNER_REALM, OWNER_NAME, 0, LOGIN_SOURCE, LOGIN_AT,
        SAML_LOGIN_AT, RESUMED_AT, LOGIN_AT, 0 FROM POSTERN_LOGIN;

-- The applications that work with these tables, and until when rows without a binding were made.
CREATE TABLE POSTERN_APPLICATION (
    APPLICATION   VARCHAR(64) NOT NULL,
    UNBOUND_UNTIL BIGINT NOT NULL,
    BINDING       VARCHAR(128),
    CONSTRAINT POSTERN_APPLICATION_PK PRIMARY KEY (APPLICATION)
);

-- Last: that this row is there means that all of the above is.
INSERT INTO POSTERN_SCHEMA (ID, APPLIED_AT, DESCRIPTION) VALUES
    (2, CAST(CURRENT_TIMESTAMP AS VARCHAR(40)), 'sha256 e6b4a9c3e7012aa9bdc07256a1d3d255ec8fb79a6ebe926bb96c29f9edb96d25');
