/** Where the application keeps its users and jobs: an embedded database and its tables. */
package sample.data;
