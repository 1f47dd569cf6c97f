-- Postern: the tables of the key store in Oracle 19c or newer, version 1.
--
-- It was never run on Oracle itself: its commands are run by the tests in H2, in its mode for Oracle.
--
-- To Oracle an empty text is NULL, so columns that may hold one are not NOT NULL as elsewhere. Where the database has no
-- MAX_STRING_SIZE=EXTENDED, texts of 4000 characters end at 4000 bytes. A / instead of ; is not needed anywhere.
--
-- Run this once, as a user who may create tables; the application itself needs SELECT, INSERT and UPDATE only. With
-- postern.schema=create the application runs it. Everything is text or a number; times are milliseconds since 1970, UTC.

CREATE TABLE POSTERN_KEY (
    KEY_ID           VARCHAR2(16 CHAR)   NOT NULL,  -- the public name of the key
    DIGEST           VARCHAR2(64 CHAR)   NOT NULL,  -- of the whole key, 64 hexadecimal digits
    DIGEST_ALGORITHM VARCHAR2(64 CHAR)   NOT NULL,  -- sha256, or hmac-sha256/ and the name of the pepper
    SEALED           VARCHAR2(3000 CHAR),           -- the secret, encrypted; null unless the policy shows secrets again
    OWNER_HASH       VARCHAR2(64 CHAR)   NOT NULL,  -- SHA-256 of realm and name: owners are found by it
    OWNER_REALM      VARCHAR2(255 CHAR),
    OWNER_NAME       VARCHAR2(255 CHAR)  NOT NULL,
    OWNER_ID         VARCHAR2(255 CHAR),            -- what the directory of owners calls the owner, for good
    ORGANISATION     VARCHAR2(255 CHAR),
    CREATED_BY       VARCHAR2(511 CHAR)  NOT NULL,
    LOGIN_SOURCE     VARCHAR2(16 CHAR)   NOT NULL,  -- local or saml
    KEY_NAME         VARCHAR2(510 CHAR),
    DESCRIPTION      VARCHAR2(2000 CHAR),
    ROLES            VARCHAR2(4000 CHAR),           -- this and the next two: one per line
    SCOPES           VARCHAR2(4000 CHAR),
    NETWORKS         VARCHAR2(4000 CHAR),
    CREATED_AT       NUMBER(19)          NOT NULL,
    EXPIRES_AT       NUMBER(19),                    -- null: never
    SESSION_END      NUMBER(19),                    -- of the SAML session that the key came from
    SERVICE          NUMBER(10)          NOT NULL,  -- 1: never suspended; else 0
    ACTIVE           NUMBER(10)          NOT NULL,  -- 1 or 0
    AWAITS           VARCHAR2(64 CHAR),             -- what must happen before it works, one per line; null: nothing
    APPROVED_BY      VARCHAR2(511 CHAR),
    APPROVED_AT      NUMBER(19),
    REVOKED_AT       NUMBER(19),
    SUPERSEDED_BY    VARCHAR2(16 CHAR),
    ROTATED_AT       NUMBER(19),
    USED_AT          NUMBER(19),
    USED_FROM        VARCHAR2(64 CHAR),
    REFUSED_AT       NUMBER(19),                    -- presented with its right secret, and refused
    REFUSED_FROM     VARCHAR2(64 CHAR),
    SEEN_IN_URL_AT   NUMBER(19),
    REQUEST_TOKEN    VARCHAR2(255 CHAR),
    REQUEST_SLOT     VARCHAR2(80 CHAR)   NOT NULL,  -- of owner and token, or of the id where there is no token
    PLACE            VARCHAR2(80 CHAR)   NOT NULL,  -- of owner and number, or of the id where the key takes no place
    ROW_VERSION      NUMBER(19)          NOT NULL,
    CONSTRAINT POSTERN_KEY_PK PRIMARY KEY (KEY_ID),
    CONSTRAINT POSTERN_KEY_DIGEST_UK UNIQUE (DIGEST),
    CONSTRAINT POSTERN_KEY_REQUEST_UK UNIQUE (REQUEST_SLOT),
    -- This one keeps the limit of keys per owner when two are created at once.
    CONSTRAINT POSTERN_KEY_PLACE_UK UNIQUE (PLACE)
);

-- The keys of an owner.
CREATE INDEX POSTERN_KEY_OWNER_IX ON POSTERN_KEY (OWNER_HASH, CREATED_AT);

-- The pages of an administrator, newest first.
CREATE INDEX POSTERN_KEY_PAGE_IX ON POSTERN_KEY (CREATED_AT, KEY_ID);

-- The last login of each owner, where a rule asks for it.
CREATE TABLE POSTERN_LOGIN (
    OWNER_HASH    VARCHAR2(64 CHAR)  NOT NULL,  -- as in POSTERN_KEY
    OWNER_REALM   VARCHAR2(255 CHAR),
    OWNER_NAME    VARCHAR2(255 CHAR) NOT NULL,
    LOGIN_SOURCE  VARCHAR2(16 CHAR)  NOT NULL,  -- local or saml
    LOGIN_AT      NUMBER(19)         NOT NULL,
    SAML_LOGIN_AT NUMBER(19),
    RESUMED_AT    NUMBER(19),                   -- when a login last woke suspended keys
    ROW_VERSION   NUMBER(19)         NOT NULL,
    CONSTRAINT POSTERN_LOGIN_PK PRIMARY KEY (OWNER_HASH)
);

-- What happened to keys. Rows are only ever added; delete old ones as your rules say.
CREATE TABLE POSTERN_EVENT (
    EVENT_ID    VARCHAR2(36 CHAR)   NOT NULL,
    KEY_ID      VARCHAR2(16 CHAR)   NOT NULL,
    EVENT_TYPE  VARCHAR2(16 CHAR)   NOT NULL,
    HAPPENED_AT NUMBER(19)          NOT NULL,
    ACTOR       VARCHAR2(511 CHAR),
    ADDRESS     VARCHAR2(64 CHAR),
    DETAIL      VARCHAR2(1000 CHAR),
    CONSTRAINT POSTERN_EVENT_PK PRIMARY KEY (EVENT_ID)
);

CREATE INDEX POSTERN_EVENT_KEY_IX ON POSTERN_EVENT (KEY_ID, HAPPENED_AT);

-- How often keys were used on each day, added up for each organisation.
CREATE TABLE POSTERN_DAY (
    DAY_ID            VARCHAR2(80 CHAR) NOT NULL,  -- of day and organisation
    USE_DAY           NUMBER(19)        NOT NULL,  -- days since 1970, UTC
    ORGANISATION_HASH VARCHAR2(64 CHAR) NOT NULL,
    USES              NUMBER(19)        NOT NULL,
    REFUSED           NUMBER(19)        NOT NULL,
    CONSTRAINT POSTERN_DAY_PK PRIMARY KEY (DAY_ID)
);

-- One row with a counter that every change raises; each node looks at it every second.
CREATE TABLE POSTERN_EPOCH (
    EPOCH_ID NUMBER(10) NOT NULL,
    COUNTER  NUMBER(19) NOT NULL,
    CONSTRAINT POSTERN_EPOCH_PK PRIMARY KEY (EPOCH_ID)
);

INSERT INTO POSTERN_EPOCH (EPOCH_ID, COUNTER) VALUES (1, 0);

-- Which scripts were run here: a row for each version.
CREATE TABLE POSTERN_SCHEMA (
    ID          NUMBER(10)         NOT NULL,  -- the version
    APPLIED_AT  VARCHAR2(40 CHAR)  NOT NULL,
    DESCRIPTION VARCHAR2(255 CHAR) NOT NULL,  -- what tells this script from another
    CONSTRAINT POSTERN_SCHEMA_PK PRIMARY KEY (ID)
);

-- Last: that this row is there means that all of the above is.
INSERT INTO POSTERN_SCHEMA (ID, APPLIED_AT, DESCRIPTION) VALUES
    (1, CAST(CURRENT_TIMESTAMP AS VARCHAR2(40)), 'sha256 f86b0be743697bfc2ba8d54a2f352a3c22e8404ff18103babc6033c1c2dd906f');
