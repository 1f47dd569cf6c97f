-- Postern: the tables of the key store in MariaDB 10.5 or newer, version 1.
--
-- It holds no command that MySQL 8.0 would not know, but it was run on MariaDB only.
--
-- Everything compares by bytes (utf8mb4_bin), apart from spaces at the end. Another collation does no harm, for owners and
-- requests are found by hashes. Long texts are TEXT, because VARCHARs count for the length of a row.
--
-- ROW_FORMAT is said because a server may have innodb_default_row_format=compact, where such rows are too long. Before it was
-- said, this script was: sha256 7f4e2e08ca2b25a27ab08a3b7fb51fdec5a646505fb76dacfae6d313943cd68a
--
-- Run this once, as a user who may create tables; the application itself needs SELECT, INSERT and UPDATE only. With
-- postern.schema=create the application runs it. Everything is text or a number; times are milliseconds since 1970, UTC.

CREATE TABLE IF NOT EXISTS POSTERN_KEY (
    KEY_ID           VARCHAR(16)  NOT NULL,  -- the public name of the key
    DIGEST           VARCHAR(64)  NOT NULL,  -- of the whole key, 64 hexadecimal digits
    DIGEST_ALGORITHM VARCHAR(64)  NOT NULL,  -- sha256, or hmac-sha256/ and the name of the pepper
    SEALED           TEXT,                   -- the secret, encrypted; null unless the policy shows secrets again
    OWNER_HASH       VARCHAR(64)  NOT NULL,  -- SHA-256 of realm and name: owners are found by it
    OWNER_REALM      VARCHAR(255) NOT NULL,
    OWNER_NAME       VARCHAR(255) NOT NULL,
    OWNER_ID         VARCHAR(255),           -- what the directory of owners calls the owner, for good
    ORGANISATION     VARCHAR(255),
    CREATED_BY       VARCHAR(511) NOT NULL,
    LOGIN_SOURCE     VARCHAR(16)  NOT NULL,  -- local or saml
    KEY_NAME         VARCHAR(510) NOT NULL,
    DESCRIPTION      TEXT,
    ROLES            TEXT         NOT NULL,  -- this and the next two: one per line
    SCOPES           TEXT         NOT NULL,
    NETWORKS         TEXT         NOT NULL,
    CREATED_AT       BIGINT       NOT NULL,
    EXPIRES_AT       BIGINT,                 -- null: never
    SESSION_END      BIGINT,                 -- of the SAML session that the key came from
    SERVICE          INTEGER      NOT NULL,  -- 1: never suspended; else 0
    ACTIVE           INTEGER      NOT NULL,  -- 1 or 0
    AWAITS           VARCHAR(64),            -- what must happen before it works, one per line; null: nothing
    APPROVED_BY      VARCHAR(511),
    APPROVED_AT      BIGINT,
    REVOKED_AT       BIGINT,
    SUPERSEDED_BY    VARCHAR(16),
    ROTATED_AT       BIGINT,
    USED_AT          BIGINT,
    USED_FROM        VARCHAR(64),
    REFUSED_AT       BIGINT,                 -- presented with its right secret, and refused
    REFUSED_FROM     VARCHAR(64),
    SEEN_IN_URL_AT   BIGINT,
    REQUEST_TOKEN    VARCHAR(255),
    REQUEST_SLOT     VARCHAR(80)  NOT NULL,  -- of owner and token, or of the id where there is no token
    PLACE            VARCHAR(80)  NOT NULL,  -- of owner and number, or of the id where the key takes no place
    ROW_VERSION      BIGINT       NOT NULL,
    CONSTRAINT POSTERN_KEY_PK PRIMARY KEY (KEY_ID),
    CONSTRAINT POSTERN_KEY_DIGEST_UK UNIQUE (DIGEST),
    CONSTRAINT POSTERN_KEY_REQUEST_UK UNIQUE (REQUEST_SLOT),
    -- This one keeps the limit of keys per owner when two are created at once.
    CONSTRAINT POSTERN_KEY_PLACE_UK UNIQUE (PLACE),
    -- The keys of an owner.
    INDEX POSTERN_KEY_OWNER_IX (OWNER_HASH, CREATED_AT),
    -- The pages of an administrator, newest first.
    INDEX POSTERN_KEY_PAGE_IX (CREATED_AT, KEY_ID)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The last login of each owner, where a rule asks for it.
CREATE TABLE IF NOT EXISTS POSTERN_LOGIN (
    OWNER_HASH    VARCHAR(64)  NOT NULL,  -- as in POSTERN_KEY
    OWNER_REALM   VARCHAR(255) NOT NULL,
    OWNER_NAME    VARCHAR(255) NOT NULL,
    LOGIN_SOURCE  VARCHAR(16)  NOT NULL,  -- local or saml
    LOGIN_AT      BIGINT       NOT NULL,
    SAML_LOGIN_AT BIGINT,
    RESUMED_AT    BIGINT,                 -- when a login last woke suspended keys
    ROW_VERSION   BIGINT       NOT NULL,
    CONSTRAINT POSTERN_LOGIN_PK PRIMARY KEY (OWNER_HASH)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What happened to keys. Rows are only ever added; delete old ones as your rules say.
CREATE TABLE IF NOT EXISTS POSTERN_EVENT (
    EVENT_ID    VARCHAR(36)   NOT NULL,
    KEY_ID      VARCHAR(16)   NOT NULL,
    EVENT_TYPE  VARCHAR(16)   NOT NULL,
    HAPPENED_AT BIGINT        NOT NULL,
    ACTOR       VARCHAR(511),
    ADDRESS     VARCHAR(64),
    DETAIL      VARCHAR(1000),
    CONSTRAINT POSTERN_EVENT_PK PRIMARY KEY (EVENT_ID),
    INDEX POSTERN_EVENT_KEY_IX (KEY_ID, HAPPENED_AT)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- How often keys were used on each day, added up for each organisation.
CREATE TABLE IF NOT EXISTS POSTERN_DAY (
    DAY_ID            VARCHAR(80) NOT NULL,  -- of day and organisation
    USE_DAY           BIGINT      NOT NULL,  -- days since 1970, UTC
    ORGANISATION_HASH VARCHAR(64) NOT NULL,
    USES              BIGINT      NOT NULL,
    REFUSED           BIGINT      NOT NULL,
    CONSTRAINT POSTERN_DAY_PK PRIMARY KEY (DAY_ID)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row with a counter that every change raises; each node looks at it every second.
CREATE TABLE IF NOT EXISTS POSTERN_EPOCH (
    EPOCH_ID INTEGER NOT NULL,
    COUNTER  BIGINT  NOT NULL,
    CONSTRAINT POSTERN_EPOCH_PK PRIMARY KEY (EPOCH_ID)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT IGNORE INTO POSTERN_EPOCH (EPOCH_ID, COUNTER) VALUES (1, 0);

-- Which scripts were run here: a row for each version.
CREATE TABLE IF NOT EXISTS POSTERN_SCHEMA (
    ID          INTEGER      NOT NULL,  -- the version
    APPLIED_AT  VARCHAR(40)  NOT NULL,
    DESCRIPTION VARCHAR(255) NOT NULL,  -- what tells this script from another
    CONSTRAINT POSTERN_SCHEMA_PK PRIMARY KEY (ID)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Last: that this row is there means that all of the above is.
INSERT IGNORE INTO POSTERN_SCHEMA (ID, APPLIED_AT, DESCRIPTION) VALUES
    (1, CAST(CURRENT_TIMESTAMP AS CHAR(40)), 'sha256 00e22b6a1289f75a5658e227316e8557fb3b4513920295f294b408d83b95a2c6');
