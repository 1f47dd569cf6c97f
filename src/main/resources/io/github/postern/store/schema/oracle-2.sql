-- Postern: turns the tables of version 1 into version 2, in Oracle 19c or newer.
--
-- It was never run on Oracle itself: its commands are run by the tests in H2, in its mode for Oracle.
--
-- Rows belong to an application, and what decides in them is authenticated under the pepper; a register of owners takes the
-- place of POSTERN_LOGIN, which nothing reads any more and which may be dropped once every node runs this version.
--
-- Run this once, as a user who may alter tables, while no node runs; with postern.schema=create the application runs it. At
-- its first start with these tables, the application puts its name on the rows that were there before.

-- Whose key it is: rows of other applications are never read; '-' until the first start.
ALTER TABLE POSTERN_KEY ADD APPLICATION VARCHAR2(64 CHAR) DEFAULT '-' NOT NULL;

-- 1: from before version 2, so the application is the one that upgraded, until the key is used.
ALTER TABLE POSTERN_KEY ADD PRESUMED NUMBER(10) DEFAULT 0 NOT NULL;

-- Authenticates what decides in this row, under the pepper; null in rows from before version 2.
ALTER TABLE POSTERN_KEY ADD BINDING VARCHAR2(128 CHAR);

-- Who asked for this secret, and the lasting id of that person.
ALTER TABLE POSTERN_KEY ADD REQUESTED_BY VARCHAR2(511 CHAR);

ALTER TABLE POSTERN_KEY ADD REQUESTED_BY_ID VARCHAR2(255 CHAR);

-- The user who disabled it, and the instant.
ALTER TABLE POSTERN_KEY ADD DISABLED_BY VARCHAR2(511 CHAR);

ALTER TABLE POSTERN_KEY ADD DISABLED_AT NUMBER(19);

-- Why it was refused last, on which day (since 1970, UTC), and how often on that day.
ALTER TABLE POSTERN_KEY ADD REFUSED_REASON VARCHAR2(32 CHAR);

ALTER TABLE POSTERN_KEY ADD REFUSED_DAY NUMBER(19);

ALTER TABLE POSTERN_KEY ADD REFUSED_COUNT NUMBER(19);

-- Over a connection that was not encrypted.
ALTER TABLE POSTERN_KEY ADD SEEN_IN_CLEAR_AT NUMBER(19);

-- The pages of the administrators of one application, newest first.
CREATE INDEX POSTERN_KEY_APPLICATION_IX ON POSTERN_KEY (APPLICATION, CREATED_AT, KEY_ID);

ALTER TABLE POSTERN_EVENT ADD APPLICATION VARCHAR2(64 CHAR) DEFAULT '-' NOT NULL;

-- How often it happened in its hour.
ALTER TABLE POSTERN_EVENT ADD EVENT_COUNT NUMBER(19) DEFAULT 1 NOT NULL;

ALTER TABLE POSTERN_DAY ADD APPLICATION VARCHAR2(64 CHAR) DEFAULT '-' NOT NULL;

-- The owners: what is known of each from the last login.
CREATE TABLE POSTERN_OWNER (
    OWNER_KEY     VARCHAR2(130 CHAR) NOT NULL,  -- of application and hash
    APPLICATION   VARCHAR2(64 CHAR) NOT NULL,
    OWNER_HASH    VARCHAR2(64 CHAR) NOT NULL,   -- as in POSTERN_KEY
    OWNER_REALM   VARCHAR2(255 CHAR),
    OWNER_NAME    VARCHAR2(255 CHAR) NOT NULL,
    OWNER_ID      VARCHAR2(255 CHAR),           -- what the directory of owners calls the owner, for good
    DISPLAY_NAME  VARCHAR2(510 CHAR),
    MAIL          VARCHAR2(510 CHAR),
    ORGANISATION  VARCHAR2(255 CHAR),
    ROLES         VARCHAR2(4000 CHAR),          -- at the last login, one per line
    KNOWN         NUMBER(10) NOT NULL,          -- 1: a login told what is above; 0: a row from before version 2
    LOGIN_SOURCE  VARCHAR2(16 CHAR) NOT NULL,   -- local or saml
    LOGIN_AT      NUMBER(19) NOT NULL,
    SAML_LOGIN_AT NUMBER(19),
    RESUMED_AT    NUMBER(19),                   -- when a login last woke suspended keys
    SEEN_AT       NUMBER(19) NOT NULL,          -- when this row was last written by a login
    BINDING       VARCHAR2(128 CHAR),           -- authenticates this row, under the pepper
    ROW_VERSION   NUMBER(19) NOT NULL,
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
    APPLICATION   VARCHAR2(64 CHAR) NOT NULL,
    UNBOUND_UNTIL NUMBER(19) NOT NULL,
    BINDING       VARCHAR2(128 CHAR),
    CONSTRAINT POSTERN_APPLICATION_PK PRIMARY KEY (APPLICATION)
);

-- Last: that this row is there means that all of the above is.
INSERT INTO POSTERN_SCHEMA (ID, APPLIED_AT, DESCRIPTION) VALUES
    (2, CAST(CURRENT_TIMESTAMP AS VARCHAR2(40)), 'sha256 4fb93239b3165e7d58fe0abd5e47e543a171616b4211d7f2578e068a3b2854ad');
