package org.homeroom.auth;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Statements for tables that are nobody's entities: links and wishes, which come and go whole.
public final class StatementStore {
    private StatementStore() {}

    public static Uni<Integer> execute(String sql, Map<String, Object> parameters) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(sql);
                    parameters.forEach(query::setParameter);
                    return query.executeUpdate();
                });
    }

    /// The first row, of one column of this type.
    public static <T> Uni<Optional<T>> first(
            String sql, Class<T> type, Map<String, Object> parameters) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(sql, type);
                    parameters.forEach(query::setParameter);
                    return query.getResultList();
                })
                .map(List::stream)
                .map(found -> found.findFirst());
    }
}
