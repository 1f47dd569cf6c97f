<%@ page contentType="text/plain; charset=UTF-8" session="false" import="jakarta.servlet.http.HttpServletRequest" %>user=<%= ((HttpServletRequest) pageContext.getRequest()).getRemoteUser() %>
