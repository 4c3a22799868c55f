import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

/** Answers as MongoDB would, and keeps everything in memory. Arguments: host, port. */
class Mongo {
    /** Drivers refuse the version that the library claims to be by itself. */
    static final MongoVersion VERSION = new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(6, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 17;
        }

        @Override
        public String toVersionString() {
            return "6.0.0";
        }
    };

    public static void main(String[] arguments) throws InterruptedException {
        MemoryBackend memory = new MemoryBackend();
        memory.version(VERSION);
        MongoServer server = new MongoServer(memory);
        server.bind(arguments[0], Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        Thread.currentThread().join();
    }
}
