-- Creates the two roles and the database. Run once by a superuser with psql, with the four variables in the environment:
--   psql -v ON_ERROR_STOP=1 -f docker/roles.sql
\getenv owner TENANCY_DB_OWNER_USER
\getenv owner_password TENANCY_DB_OWNER_PASSWORD
\getenv app TENANCY_DB_APP_USER
\getenv app_password TENANCY_DB_APP_PASSWORD

-- Owns the tables, migrates them, erases tenants. It makes the databases of tenants that have one of their own; where none
-- shall, say NOCREATEDB.
CREATE ROLE :"owner" LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';

-- Serves requests. It owns nothing, and row-level security binds it.
CREATE ROLE :"app" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';

-- Lets the owner end connections to a database that it drops, and gives it nothing else that it does not have.
GRANT :"app" TO :"owner";

CREATE DATABASE tenancy OWNER :"owner" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
REVOKE ALL ON DATABASE tenancy FROM PUBLIC;
GRANT CONNECT ON DATABASE tenancy TO :"app";
