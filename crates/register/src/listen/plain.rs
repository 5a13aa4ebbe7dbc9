//! What is answered to plain HTTP where it is not spoken: a sentence, and nothing of the register.
//!
//! There is nobody's language to go by and no page to frame it: the words are those of a protocol,
//! as an operator reads them who tries with the wrong address.

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// The first byte of a TLS handshake (RFC 8446 section 5.1).
const HANDSHAKE: u8 = 22;

/// To whom plain HTTP is refused.
#[derive(Clone, Copy)]
pub(super) enum Refused {
    /// Somebody who speaks it where TLS is spoken.
    NotTls,
    /// Somebody who is not the proxy.
    NotTheProxy,
}

/// Whether what comes is TLS. Nothing is taken from the stream.
pub(super) async fn is_tls(stream: &TcpStream) -> std::io::Result<bool> {
    let mut first = [0];
    let count = stream.peek(&mut first).await?;
    Ok(count == 0 || first == [HANDSHAKE])
}

/// Says so and hangs up.
pub(super) async fn refuse(mut stream: TcpStream, why: Refused) -> std::io::Result<()> {
    let (status, text) = match why {
        Refused::NotTls => (
            "400 Bad Request",
            "This register is reached by HTTPS only: begin its address with https://\n",
        ),
        Refused::NotTheProxy => (
            "403 Forbidden",
            "This register is reached through its proxy only: use the proxy's address.\n",
        ),
    };
    let length = text.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Length: {length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{text}"
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await?;
    // What is still coming is read and dropped, so that the answer is not cut off with it.
    let mut rest = [0; 1024];
    for _ in 0..64 {
        if tokio::io::AsyncReadExt::read(&mut stream, &mut rest).await? == 0 {
            break;
        }
    }
    Ok(())
}
