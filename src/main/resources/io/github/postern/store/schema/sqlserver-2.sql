-- Postern: turns the tables of version 1 into version 2, in SQL Server 2016 or newer.
--
-- It was never run on SQL Server itself: its commands are run by the tests in H2, in its mode for SQL Server.
--
-- Rows belong to an application, and what decides in them is authenticated under the pepper; a register of owners takes the
-- place of POSTERN_LOGIN, which nothing reads any more and which may be dropped once every node runs this version.
--
-- Run this once, as a user who may alter tables, while no node runs; with postern.schema=create the application runs it. At
-- its first start with these tables, the application puts its name on the rows that were there before.

-- Whose key it is: rows of other applications are never read; '-' until the first start.
ALTER TABLE POSTERN_KEY ADD APPLICATION NVARCHAR(64) DEFAULT '-' NOT NULL;

-- 1: from before version 2, so the application is the one that upgraded, until the key is used.
ALTER TABLE POSTERN_KEY ADD PRESUMED INT DEFAULT 0 NOT NULL;

-- Authenticates what decides in this row, under the pepper; null in rows from before version 2.
ALTER TABLE POSTERN_KEY ADD BINDING NVARCHAR(128);

-- Who asked for this secret, and the lasting id of that person.
ALTER TABLE POSTERN_KEY ADD REQUESTED_BY NVARCHAR(511);

ALTER TABLE POSTERN_KEY ADD REQUESTED_BY_ID NVARCHAR(255);

-- The user who disabled it, and the instant.
ALTER TABLE POSTERN_KEY ADD DISABLED_BY NVARCHAR(511);

ALTER TABLE POSTERN_KEY ADD DISABLED_AT BIGINT;

-- Why it was refused last, on which day (since 1970, UTC), and how often on that day.
ALTER TABLE POSTERN_KEY ADD REFUSED_REASON NVARCHAR(32);

ALTER TABLE POSTERN_KEY ADD REFUSED_DAY BIGINT;

ALTER TABLE POSTERN_KEY ADD REFUSED_COUNT BIGINT;

-- Over a connection that was not encrypted.
ALTER TABLE POSTERN_KEY ADD SEEN_IN_CLEAR_AT BIGINT;

-- The pages of the administrators of one application, newest first.
CREATE INDEX POSTERN_KEY_APPLICATION_IX ON POSTERN_KEY (APPLICATION, CREATED_AT, KEY_ID);

ALTER TABLE POSTERN_EVENT ADD APPLICATION NVARCHAR(64) DEFAULT '-' NOT NULL;

-- How often it happened in its hour.
ALTER TABLE POSTERN_EVENT ADD EVENT_COUNT BIGINT DEFAULT 1 NOT NULL;

ALTER TABLE POSTERN_DAY ADD APPLICATION NVARCHAR(64) DEFAULT '-' NOT NULL;

-- The owners: what is known of each from the last login.
CREATE TABLE POSTERN_OWNER (
    OWNER_KEY     NVARCHAR(130) NOT NULL,  -- of application and hash
    APPLICATION   NVARCHAR(64) NOT NULL,
    OWNER_HASH    NVARCHAR(64) NOT NULL,   -- as in POSTERN_KEY
    OWNER_REALM   NVARCHAR(255) NOT NULL,
    OWNER_NAME    NVARCHAR(255) NOT NULL,
    OWNER_ID      NVARCHAR(255),           -- what the directory of owners calls the owner, for good
    DISPLAY_NAME  NVARCHAR(510),
    MAIL          NVARCHAR(510),
    ORGANISATION  NVARCHAR(255),
    ROLES         NVARCHAR(4000),          -- at the last login, one per line
    KNOWN         INT NOT NULL,            -- 1: a login told what is above; 0: a row from before version 2
    LOGIN_SOURCE  NVARCHAR(16) NOT NULL,   -- local or saml
    LOGIN_AT      BIGINT NOT NULL,
    SAML_LOGIN_AT BIGINT,
    RESUMED_AT    BIGINT,                  -- when a login last woke suspended keys
    SEEN_AT       BIGINT NOT NULL,         -- when this row was last written by a login
    BINDING       NVARCHAR(128),           -- authenticates this row, under the pepper
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
    APPLICATION   NVARCHAR(64) NOT NULL,
    UNBOUND_UNTIL BIGINT NOT NULL,
    BINDING       NVARCHAR(128),
    CONSTRAINT POSTERN_APPLICATION_PK PRIMARY KEY (APPLICATION)
);

-- Last: that this row is there means that all of the above is.
INSERT INTO POSTERN_SCHEMA (ID, APPLIED_AT, DESCRIPTION) VALUES
    (2, CAST(CURRENT_TIMESTAMP AS VARCHAR(40)), 'sha256 c1a68e54c58200f4cb3b39f600a9796389b6abc7f530e9f18c6619f3c9b17b39');
