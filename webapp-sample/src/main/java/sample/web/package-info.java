/** Pages, answers, and the protection that every request gets. */
package sample.web;
