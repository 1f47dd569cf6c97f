package io.github.postern.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Requests through the whole filter, until the application asks who the user is. */
public class CheckBenchmark {

  /** A key that works and is in the cache. */
  @Benchmark
  public Object accepted(Call call) throws IOException, ServletException {
    return call.send(call.accepted);
  }

  /** Everybody else's request: no key in it. */
  @Benchmark
  public Object withoutKey(Call call) throws IOException, ServletException {
    return call.send(call.withoutKey);
  }

  /** A key with a wrong checksum: no digest, no query, a refusal. */
  @Benchmark
  public Object mistyped(Call call) throws IOException, ServletException {
    return call.send(call.mistyped);
  }

  /** A key that nobody has, again and again: the cache knows it as bad. */
  @Benchmark
  public Object unknown(Call call) throws IOException, ServletException {
    return call.send(call.unknown);
  }

  /**
   * The cost that the cache saves: one query and the comparison of the digests, without the other
   * work of the filter.
   */
  @Benchmark
  public boolean query(App state) {
    return state.app.checkByQuery(state.app.key());
  }

  /** One application for all threads. */
  @State(Scope.Benchmark)
  public static class App {

    /** How it digests keys. */
    @Param({"hmac", "sha256"})
    public String digest;

    private KeyedApp app;

    /** Starts it. */
    @Setup
    public void start() {
      app = new KeyedApp(digest.equals("hmac"));
    }

    /** Stops it. */
    @TearDown
    public void stop() {
      app.close();
    }
  }

  /** The requests of one thread, and the application that they reach. */
  @State(Scope.Thread)
  public static class Call {

    private final FakeResponse response = new FakeResponse();
    private final FakeRequest withoutKey = new FakeRequest(null);
    private final FilterChain application =
        (request, answer) -> user = ((HttpServletRequest) request).getRemoteUser();
    private FakeRequest accepted;
    private FakeRequest mistyped;
    private FakeRequest unknown;
    private Filter filter;
    private Object user;

    /** Makes the requests, and sees to it that each is answered as it must be. */
    @Setup
    public void prepare(App state) throws IOException, ServletException {
      filter = state.app.postern().filter();
      accepted = new FakeRequest("Bearer " + state.app.key());
      mistyped = new FakeRequest("Bearer " + state.app.mistypedKey());
      unknown = new FakeRequest("Bearer " + state.app.unknownKey());
      require("alice", send(accepted));
      require(null, send(withoutKey));
      require(401, send(mistyped));
      require(401, send(unknown));
    }

    /** Returns the user if the application was reached, else the status. */
    Object send(FakeRequest request) throws IOException, ServletException {
      user = this;
      filter.doFilter(request.again(), response, application);
      return user == this ? (Object) response.getStatus() : user;
    }

    private static void require(Object expected, Object actual) {
      if (!Objects.equals(expected, actual)) {
        throw new IllegalStateException("The answer is " + actual + " and not " + expected);
      }
    }
  }
}
