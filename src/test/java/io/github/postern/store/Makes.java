package io.github.postern.store;

import java.util.function.Supplier;

/** The databases that run here for real. */
enum Makes {
    DERBY(TestDatabase::derby, Product.DERBY),
    POSTGRESQL(TestDatabase::postgres, Product.POSTGRESQL),
    H2(TestDatabase::h2, Product.H2),
    MARIADB(TestDatabase::mariadb, Product.MARIADB);

    private final Supplier<TestDatabase> database;
    private final Product product;

    Makes(Supplier<TestDatabase> database, Product product) {
        this.database = database;
        this.product = product;
    }

    TestDatabase newDatabase() {
        return database.get();
    }

    Product product() {
        return product;
    }

    Scripts scripts() {
        return Scripts.of(product);
    }

    String script() {
        return product.script() + ".sql";
    }
}
